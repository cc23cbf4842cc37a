package io.fleetstream.bridge.mqtt.paho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.bridge.config.ConfigLoader;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.LinkLoss;
import io.fleetstream.bridge.mqtt.LinkSettings;
import io.fleetstream.bridge.mqtt.MqttLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the broker's end of the wire sees of the receive maximum. */
class ReceiveMaximumTest {
    private static final int RECEIVE_MAXIMUM = 7;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Test
    void tellsTheBrokerHowManyAndAcknowledgesNoneByItself() throws Exception {
        List<InboundMessage> arrived = new CopyOnWriteArrayList<>();
        try (RawBroker broker = new RawBroker()) {
            MqttLink link = new PahoLink(settings(broker.port()), new Collecting(arrived));
            link.connect();
            assertThat(broker.receiveMaximum()).isEqualTo(RECEIVE_MAXIMUM);

            for (int id = 1; id <= RECEIVE_MAXIMUM; id++) {
                broker.publish(id);
            }
            await().atMost(DEADLINE).until(() -> arrived.size() == RECEIVE_MAXIMUM);
            // A ping comes after whatever the client had to say before.
            broker.awaitPing(DEADLINE);
            assertThat(broker.acknowledged()).isEmpty();

            arrived.forEach(link::acknowledge);

            await().atMost(DEADLINE).until(() -> broker.acknowledged().size() == RECEIVE_MAXIMUM);
            assertThat(broker.acknowledged())
                    .isEqualTo(IntStream.rangeClosed(1, RECEIVE_MAXIMUM).boxed().toList());
            link.disconnect();
        }
    }

    private static LinkSettings settings(int port) {
        return new LinkSettings(
                ConfigLoader.load(
                                Optional.empty(),
                                Map.of(
                                        "FLEET_MQTT_URL",
                                        "tcp://127.0.0.1:" + port,
                                        "FLEET_MQTT_KEEP_ALIVE",
                                        "PT5S",
                                        "FLEET_MQTT_RECEIVE_MAXIMUM",
                                        Integer.toString(RECEIVE_MAXIMUM)))
                        .mqtt(),
                "receive-maximum",
                Duration.ofMinutes(1));
    }

    private record Collecting(List<InboundMessage> arrived) implements MqttLink.Listener {
        @Override
        public void messageArrived(InboundMessage message) {
            arrived.add(message);
        }

        @Override
        public void lost(LinkLoss loss) {}
    }
}
