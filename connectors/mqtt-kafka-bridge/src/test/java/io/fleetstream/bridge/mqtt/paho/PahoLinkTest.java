package io.fleetstream.bridge.mqtt.paho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetstream.bridge.config.ConfigLoader;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.LinkException;
import io.fleetstream.bridge.mqtt.LinkLoss;
import io.fleetstream.bridge.mqtt.LinkSettings;
import io.fleetstream.bridge.mqtt.MqttLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PahoLinkTest {
    private static final int ATTEMPTS = 12;

    @Test
    void leavesNoThreadBehindWhenTheBrokerHangsUpBeforeConnack() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread hangingUp = new Thread(() -> hangUp(broker), "broker");
            hangingUp.start();
            LinkSettings settings = settings(broker.getLocalPort());
            int before = Thread.activeCount();

            for (int i = 0; i < ATTEMPTS; i++) {
                MqttLink link = new PahoLink(settings, new Silent());
                assertThatThrownBy(link::connect).isInstanceOf(LinkException.class);
            }

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(Thread.activeCount())
                                            .as(Thread.getAllStackTraces().keySet().toString())
                                            .isLessThan(before + ATTEMPTS / 3));
        }
    }

    private static LinkSettings settings(int port) {
        return new LinkSettings(
                ConfigLoader.load(
                                Optional.empty(),
                                Map.of(
                                        "FLEET_MQTT_URL",
                                        "tcp://127.0.0.1:" + port,
                                        "FLEET_KAFKA_BOOTSTRAP_SERVERS",
                                        "127.0.0.1:1"))
                        .mqtt(),
                "test",
                Duration.ZERO);
    }

    private static void hangUp(ServerSocket broker) {
        while (true) {
            try {
                broker.accept().close();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static final class Silent implements MqttLink.Listener {
        @Override
        public void messageArrived(InboundMessage message) {}

        @Override
        public void lost(LinkLoss loss) {}
    }
}
