package io.fleetstream.bridge.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.config.ConfigLoader;
import io.fleetstream.bridge.config.HeartbeatConfig;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.ConnectAck;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.requests.UnansweredRequests;
import io.fleetstream.schemas.RecordHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final String TOPIC = "telemetry.raw";
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UplinkMetrics metrics = new UplinkMetrics(registry);
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final BridgeConfig config = ConfigLoader.load(Optional.empty(), Map.of());
    private final KafkaPump pump =
            new KafkaPump(
                    () -> kafka,
                    metrics,
                    new TopicHealth("", Duration.ZERO),
                    new IntakeGovernor(config.uplink().intake(), registry, 0),
                    () -> {});
    private final UplinkConnection connection =
            new UplinkConnection(
                    new UplinkParts(
                            new Router(config.routes(), TOPIC, metrics),
                            new RecordMapper(
                                    Clock.systemUTC(),
                                    new UnansweredRequests(Duration.ofSeconds(30))),
                            new InFlightBudget(1_000_000, 1L << 32),
                            pump,
                            metrics),
                    List.of(),
                    new LinkMetrics(registry, "uplink"),
                    Duration.ofMillis(100),
                    which -> {});
    private volatile int partitions = 2;
    private final Heartbeats heartbeats =
            new Heartbeats(
                    new HeartbeatConfig(true, Duration.ofSeconds(1), List.of(TOPIC), Duration.ZERO),
                    () -> Map.of(TOPIC, partitions),
                    pump,
                    metrics,
                    Clock.systemUTC());

    @BeforeEach
    void connect() {
        connection.opening(new SubscribedLink());
        connection.connected(new ConnectAck(false, 10, 1000));
    }

    @AfterEach
    void stop() {
        pump.close();
    }

    @Test
    void neverOvertakesAMessageReceivedBefore() throws Exception {
        pump.start();
        int messages = 20_000;
        Thread devices = new Thread(() -> arrive(messages), "devices");
        devices.start();
        int rounds = 0;
        while (devices.isAlive()) {
            heartbeats.tick(connection);
            rounds++;
        }
        devices.join();
        assertThat(rounds).isPositive();
        Awaitility.await()
                .atMost(DEADLINE)
                .until(
                        () ->
                                kafka.history().stream().filter(r -> r.key() != null).count()
                                        == messages);

        assertThat(kafka.history()).extracting(HeartbeatsTest::receivedAt).isSorted();
    }

    @Test
    void goesIntoPartitionsThatAreAddedLater() {
        pump.start();
        heartbeats.tick(connection);
        partitions = 5;
        heartbeats.tick(connection);

        Awaitility.await().atMost(DEADLINE).until(() -> kafka.history().size() == 7);
        assertThat(
                        kafka.history().stream()
                                .map(ProducerRecord::partition)
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void waitsWhileThirtyRoundsAreNotYetInKafka() {
        for (int i = 0; i < 100; i++) {
            heartbeats.tick(connection);
        }
        pump.start();

        Awaitility.await().atMost(DEADLINE).until(() -> kafka.history().size() == 60);
        heartbeats.tick(connection);
        Awaitility.await().atMost(DEADLINE).until(() -> kafka.history().size() == 62);
    }

    @Test
    void isSilentWhileTheBrokerIsAway() {
        pump.start();
        connection.closed(null);
        heartbeats.tick(connection);
        heartbeats.tick(null);
        connection.connected(new ConnectAck(true, 10, 1000));
        heartbeats.tick(connection);

        Awaitility.await().atMost(DEADLINE).until(() -> !kafka.history().isEmpty());
        Awaitility.await().atMost(DEADLINE).until(() -> kafka.history().size() == 2);
    }

    private void arrive(int messages) {
        for (int i = 0; i < messages; i++) {
            connection.messageArrived(
                    new InboundMessage(
                            "o/s/m/d" + i % 7 + "/reading", new byte[] {1}, 1, 1, null, List.of()));
        }
    }

    private static long receivedAt(ProducerRecord<byte[], byte[]> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader(RecordHeaders.RECEIVED_AT).value(), UTF_8));
    }
}
