package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.config.ConfigLoader;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.ConnectAck;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.OutboundMessage;
import io.fleetstream.bridge.mqtt.Subscription;
import io.fleetstream.bridge.requests.UnansweredRequests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UplinkConnectionTest {
    private static final int BUDGET = 3;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final AtomicInteger drained = new AtomicInteger();
    private final FakeLink link = new FakeLink();
    private final UplinkMetrics metrics = new UplinkMetrics(registry);
    private final BridgeConfig config = ConfigLoader.load(Optional.empty(), Map.of());
    private final KafkaPump pump =
            new KafkaPump(
                    () -> kafka,
                    metrics,
                    new TopicHealth("", Duration.ZERO),
                    new IntakeGovernor(config.uplink().intake(), registry, 0),
                    () -> {});
    private final Router router = new Router(config.routes(), "telemetry.raw", metrics);
    private final UplinkConnection connection =
            new UplinkConnection(
                    new UplinkParts(
                            router,
                            new RecordMapper(
                                    Clock.systemUTC(),
                                    new UnansweredRequests(Duration.ofSeconds(30))),
                            new InFlightBudget(BUDGET, 1_000_000),
                            pump,
                            metrics),
                    router.subscriptions(),
                    new LinkMetrics(registry, "uplink"),
                    Duration.ofMillis(100),
                    which -> drained.incrementAndGet());

    @BeforeEach
    void connect() {
        pump.start();
        connection.opening(link);
        connection.connected(new ConnectAck(false, 10, 1000));
    }

    @AfterEach
    void stop() {
        pump.close();
    }

    @Test
    void acknowledgesAfterKafkaOnly() {
        arrive(1, 1);
        awaitSent(1);
        assertThat(link.acknowledged).isEmpty();

        assertThat(kafka.completeNext()).isTrue();

        assertThat(link.acknowledged).containsExactly(1);
        assertThat(drained).hasValue(0);
    }

    @Test
    void leavesWhatIsOverTheBudgetToTheBrokerAndEverythingAfterIt() {
        for (int id = 1; id <= 4; id++) {
            arrive(id, 1);
        }
        awaitSent(BUDGET);
        assertThat(kafka.completeNext()).isTrue();
        arrive(5, 1);
        assertThat(drained).hasValue(0);

        assertThat(kafka.completeNext()).isTrue();
        assertThat(kafka.completeNext()).isTrue();

        assertThat(link.acknowledged).containsExactly(1, 2, 3);
        assertThat(drained).hasValue(1);
        assertThat(registry.get("fleet.bridge.shed").counter().count()).isEqualTo(2);
    }

    @Test
    void acknowledgesWhatItsRouteExceptsInItsTurn() {
        arrive(1, 1);
        arrive("$aws/things/d1/jobs/get/accepted", 2, 1);
        awaitSent(1);
        assertThat(link.acknowledged).isEmpty();

        assertThat(kafka.completeNext()).isTrue();

        assertThat(link.acknowledged).containsExactly(1, 2);
        assertThat(registry.get("fleet.bridge.excepted").tag("route", "jobs").counter().count())
                .isEqualTo(1);
    }

    @Test
    void dropsAndCountsQos0OverTheBudget() {
        arrive(0, 0);
        arrive(0, 0);
        awaitSent(1);

        assertThat(
                        registry.get("fleet.bridge.dropped")
                                .tags("route", "readings", "reason", "qos0-overload")
                                .counter()
                                .count())
                .isEqualTo(1);
        assertThat(drained).hasValue(0);
    }

    @Test
    void acknowledgesNothingAfterItWasGivenUp() {
        arrive(1, 1);
        awaitSent(1);

        connection.abandon();
        assertThat(kafka.completeNext()).isTrue();
        arrive(2, 1);

        assertThat(link.acknowledged).isEmpty();
        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void acknowledgesNothingAfterTheConnectionIsOver() {
        arrive(1, 1);
        awaitSent(1);

        connection.closed(null);
        assertThat(kafka.completeNext()).isTrue();

        assertThat(link.acknowledged).isEmpty();
    }

    @Test
    void isReadyWhenEveryRouteIsGranted() {
        assertThat(connection.isReady()).isFalse();
        for (int i = 1; i < link.subscriptions.size(); i++) {
            link.results.accept(1);
        }
        assertThat(connection.isReady()).isFalse();
        link.results.accept(135);
        assertThat(connection.isReady()).isFalse();
        assertThat(connection.isRefused()).isTrue();

        connection.subscribe();
        link.subscriptions.forEach(any -> link.results.accept(1));

        assertThat(connection.isReady()).isTrue();
    }

    private void arrive(int packetId, int qos) {
        arrive("o/s/m/d1/reading", packetId, qos);
    }

    private void arrive(String topic, int packetId, int qos) {
        connection.messageArrived(
                new InboundMessage(topic, new byte[] {1}, qos, packetId, null, List.of()));
    }

    private void awaitSent(int records) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> kafka.history().size() == records);
    }

    private static final class FakeLink implements MqttLink {
        private final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
        private List<Subscription> subscriptions = List.of();
        private IntConsumer results;

        @Override
        public ConnectAck connect() {
            throw new UnsupportedOperationException("the test connects");
        }

        @Override
        public void subscribe(List<Subscription> wanted, IntConsumer listener) {
            subscriptions = wanted;
            results = listener;
        }

        @Override
        public void acknowledge(InboundMessage message) {
            acknowledged.add(message.packetId());
        }

        @Override
        public void publish(OutboundMessage message, PublishListener listener) {
            throw new UnsupportedOperationException("the uplink publishes nothing");
        }

        @Override
        public void disconnect() {}
    }
}
