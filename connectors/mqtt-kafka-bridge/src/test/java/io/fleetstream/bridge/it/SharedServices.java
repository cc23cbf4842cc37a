package io.fleetstream.bridge.it;

import io.fleetstream.sandbox.KafkaService;
import io.fleetstream.sandbox.MqttService;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Kafka and one MQTT broker for all integration tests of this module, stopped at the end of the
 * run. Topics of the catalogue exist; whatever else a test changes it gives names of its own.
 */
final class SharedServices implements BeforeAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedServices.class);

    private Sandbox sandbox;

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent("sandbox", any -> start(), Sandbox.class);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    KafkaService kafka() {
        return sandbox.kafka();
    }

    MqttService mqtt() {
        return sandbox.mqtt();
    }

    private static Sandbox start() {
        Sandbox started =
                Sandbox.builder()
                        .directory(Path.of("target", "sandbox"))
                        .progress(System.out::println)
                        .with(Service.KAFKA, Service.MQTT)
                        // Rules are tested too; whatever has none is open to everybody.
                        .configure(
                                Service.KAFKA,
                                "authorizer.class.name",
                                "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                        .configure(Service.KAFKA, "allow.everyone.if.no.acl.found", "true")
                        .prepare(Service.KAFKA, TestTopics::create)
                        .build();
        started.start();
        return started;
    }
}
