package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.KafkaService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Checks;
import io.fleetstream.sandbox.support.Ports;
import java.util.Map;

/** Kafka as a process; settings of the run are broker settings. */
final class KafkaProcess extends ProcessService implements KafkaService {
    private static final String MAIN = "io.fleetstream.sandbox.kafka.KafkaServer";

    private int port;
    private int controllerPort;

    KafkaProcess(ProcessContext context) {
        super(Service.KAFKA, context);
    }

    @Override
    void choosePorts() {
        port = Ports.free();
        controllerPort = Ports.free();
    }

    @Override
    ManagedProcess launch() {
        JavaCommand command =
                context()
                        .java("kafka-server", MAIN)
                        .jvm("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC")
                        .arguments(data(), port, controllerPort);
        context()
                .run()
                .settingsOf(Service.KAFKA)
                .forEach((key, value) -> command.arguments(key + "=" + value));
        return context().start("kafka", command.toList(), Map.of());
    }

    @Override
    Check ready() {
        return Checks.kafka(port);
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }
}
