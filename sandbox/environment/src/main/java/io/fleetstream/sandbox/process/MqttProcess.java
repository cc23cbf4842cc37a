package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.MqttService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Checks;
import io.fleetstream.sandbox.support.Ports;
import java.util.Map;

/** The MQTT broker as a process; its only setting is {@code max-packet-bytes}. */
final class MqttProcess extends ProcessService implements MqttService {
    private static final String MAIN = "io.fleetstream.sandbox.mqtt.MqttBroker";
    private static final String MAX_PACKET_BYTES = "max-packet-bytes";
    private static final String FOUR_MEBIBYTES = "4194304";

    private int port;

    MqttProcess(ProcessContext context) {
        super(Service.MQTT, context);
    }

    @Override
    void choosePorts() {
        port = Ports.free();
    }

    @Override
    ManagedProcess launch() {
        String maxPacketBytes =
                context()
                        .run()
                        .settingsOf(Service.MQTT)
                        .getOrDefault(MAX_PACKET_BYTES, FOUR_MEBIBYTES);
        return context()
                .start(
                        "mqtt",
                        context()
                                .java("mqtt-broker", MAIN)
                                .jvm("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC")
                                .arguments(data(), port, maxPacketBytes)
                                .toList(),
                        Map.of());
    }

    @Override
    Check ready() {
        return Checks.mqtt(port);
    }

    @Override
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }
}
