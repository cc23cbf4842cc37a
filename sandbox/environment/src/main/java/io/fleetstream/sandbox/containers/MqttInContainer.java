package io.fleetstream.sandbox.containers;

import io.fleetstream.sandbox.MqttService;
import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Checks;
import org.testcontainers.containers.GenericContainer;

/** EMQX, its sessions on disk. */
final class MqttInContainer extends ContainerService implements MqttService {
    private static final int PORT = 1883;
    private static final String MAX_PACKET_BYTES = "max-packet-bytes";
    private static final String FOUR_MEBIBYTES = "4194304";

    private final Images images;

    MqttInContainer(RunContext run, Images images) {
        super(Service.MQTT, run);
        this.images = images;
    }

    @Override
    GenericContainer<?> describe() {
        String maxPacketBytes =
                run().settingsOf(Service.MQTT).getOrDefault(MAX_PACKET_BYTES, FOUR_MEBIBYTES);
        return new GenericContainer<>(images.mqtt())
                .withExposedPorts(PORT)
                .withEnv("EMQX_MQTT__MAX_PACKET_SIZE", maxPacketBytes + "B")
                .withEnv("EMQX_MQTT__MAX_INFLIGHT", "1000")
                .withEnv("EMQX_MQTT__MAX_MQUEUE_LEN", "1000000")
                .withEnv("EMQX_DURABLE_SESSIONS__ENABLE", "true")
                // its data carry the name of the node
                .withEnv("EMQX_NODE__NAME", "emqx@127.0.0.1");
    }

    @Override
    int innerPort() {
        return PORT;
    }

    @Override
    Check ready() {
        return Checks.mqtt(port());
    }

    @Override
    public String url() {
        return "tcp://127.0.0.1:" + port();
    }
}
