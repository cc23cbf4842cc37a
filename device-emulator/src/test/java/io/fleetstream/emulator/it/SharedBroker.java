package io.fleetstream.emulator.it;

import io.fleetstream.sandbox.MqttService;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker for all tests of the module, since starting it takes longer than most of them. */
final class SharedBroker implements BeforeAllCallback {
    private Running running;

    /** Stopped by JUnit after the last test. */
    private static final class Running implements AutoCloseable {
        private final Sandbox sandbox =
                Sandbox.builder()
                        .directory(Path.of("target", "sandbox-emulator"))
                        .progress(System.out::println)
                        .with(Service.MQTT)
                        .build();

        Running() {
            sandbox.start();
        }

        @Override
        public void close() {
            sandbox.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                        .getOrComputeIfAbsent("broker", unused -> new Running(), Running.class);
    }

    MqttService mqtt() {
        return running.sandbox.mqtt();
    }
}
