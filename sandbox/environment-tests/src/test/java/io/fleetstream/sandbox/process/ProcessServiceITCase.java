package io.fleetstream.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Checks;
import io.fleetstream.sandbox.support.FleetHome;
import io.fleetstream.sandbox.support.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessServiceITCase {
    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"KAFKA", "MQTT"})
    void triesAnotherPortWhenItsOwnWasTakenMeanwhile(Service kind) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Reaper reaper = new Reaper(List.of(directory.resolve("tmp")))) {
            int free = Ports.free();
            OnPorts service = new OnPorts(kind, context(reaper), taken.getLocalPort(), free);
            service.start();
            assertThat(service.port).isEqualTo(free);
            service.stop();
            assertThat(service.isRunning()).isFalse();
        }
    }

    @Test
    void saysWhatToDoWhenTheServersAreNotBuilt() {
        FleetHome nowhere = new FleetHome(directory);
        assertThatThrownBy(() -> nowhere.classPath("kafka-server"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("sandbox/kafka-server/target/lib is missing")
                .hasMessageContaining("mvn package -DskipTests");
    }

    private ProcessContext context(Reaper reaper) throws IOException {
        Files.createDirectories(directory.resolve("tmp"));
        RunContext run = new RunContext(directory, Map.of(), false, System.out::println);
        return new ProcessContext(run, FleetHome.fromProperty(), reaper);
    }

    /** A server that is given its ports, the first of which is not free. */
    private static final class OnPorts extends ProcessService {
        private final Deque<Integer> ports;
        private int port;

        OnPorts(Service kind, ProcessContext context, int first, int second) {
            super(kind, context);
            ports = new ArrayDeque<>(List.of(first, second));
        }

        @Override
        void choosePorts() {
            port = ports.remove();
        }

        @Override
        ManagedProcess launch() {
            JavaCommand command =
                    service() == Service.KAFKA
                            ? context()
                                    .java(
                                            "kafka-server",
                                            "io.fleetstream.sandbox.kafka.KafkaServer")
                                    .arguments(data(), port, Ports.free())
                            : context()
                                    .java("mqtt-broker", "io.fleetstream.sandbox.mqtt.MqttBroker")
                                    .arguments(data(), port);
            return context().start(service().title(), command.jvm("-Xmx256m").toList(), Map.of());
        }

        @Override
        Check ready() {
            return service() == Service.KAFKA ? Checks.kafka(port) : Checks.mqtt(port);
        }
    }
}
