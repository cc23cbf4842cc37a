package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.config.ConfigLoader;
import io.fleetstream.bridge.config.IntakeConfig;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures a real Kafka does not show at will; the producer is the Kafka client's own fake. */
class KafkaPumpTest {
    private final List<FailingProducer> producers = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TopicHealth topics = new TopicHealth("parking", Duration.ofDays(1));
    private final IntakeGovernor governor =
            new IntakeGovernor(
                    ConfigLoader.load(Optional.empty(), Map.of()).uplink().intake(), registry, 0);
    private final KafkaPump pump =
            new KafkaPump(
                    this::newProducer,
                    new UplinkMetrics(registry),
                    topics,
                    governor,
                    failures::incrementAndGet);

    @AfterEach
    void stop() {
        pump.close();
    }

    @Test
    void sendsInTheOrderOffered() {
        pump.start();
        for (int i = 0; i < 2000; i++) {
            offer(new Probe("r" + i));
        }
        await(2000);

        for (int i = 0; i < 2000; i++) {
            assertThat(log.get(i)).isEqualTo("r" + i + " sent");
        }
        assertThat(pump.succeededWithin(Duration.ofMinutes(5))).isTrue();
    }

    @Test
    void repeatsARecordForAsLongAsKafkaIsAwayWithoutOvertaking() {
        pump.start();
        awaitProducer(1);
        producers.get(0).timeouts.set(5);

        offer(new Probe("a"));
        offer(new Probe("b"));

        await(2);
        assertThat(log).containsExactly("a sent", "b sent");
        assertThat(producers.get(0).timeouts).hasValue(0);
        assertThat(failures).hasValue(0);
    }

    @Test
    void sendsTheTruncatedRecordInsteadOfOneThatIsTooLarge() {
        pump.start();
        awaitProducer(1);
        producers.get(0).nextError = new RecordTooLargeException("as configured");

        offer(new Probe("large"));

        await(1);
        assertThat(log).containsExactly("large truncated sent");
        assertThat(failures).hasValue(0);
    }

    @Test
    void replacesAProducerThatGaveUpAndTellsTheOwnerOnce() {
        pump.start();
        awaitProducer(1);
        producers.get(0).autoComplete = false;
        Probe lost = new Probe("lost");
        Probe alsoLost = new Probe("also lost");
        offer(lost);
        offer(alsoLost);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> producers.get(0).history().size() == 2);

        producers.get(0).errorNext(new ClusterAuthorizationException("as configured"));
        producers.get(0).errorNext(new ClusterAuthorizationException("as configured"));
        offer(new Probe("next"));

        await(3);
        assertThat(log).containsExactly("lost abandoned", "also lost abandoned", "next sent");
        assertThat(failures).hasValue(1);
        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
    }

    @Test
    void abandonsWhatNobodyWantsAnyMore() {
        Probe unwanted = new Probe("unwanted");
        unwanted.wanted = false;
        offer(unwanted);
        pump.start();

        await(1);
        assertThat(log).containsExactly("unwanted abandoned");
        assertThat(producers.get(0).history()).isEmpty();
    }

    @Test
    void holdsWhatIsForARefusedTopicWhileOthersGoOn() {
        pump.start();
        awaitProducer(1);
        topics.described(Map.of("gone", "UnknownTopicOrPartitionException"), System.nanoTime());

        offer(new Probe("a", "gone"));
        offer(new Probe("b", "gone"));
        offer(new Probe("c"));

        await(1);
        assertThat(log).containsExactly("c sent");

        topics.described(Map.of(), System.nanoTime());

        await(3);
        assertThat(log).containsExactly("c sent", "a sent", "b sent");
        assertThat(failures).hasValue(0);
    }

    @Test
    void parksWhatATopicRefusedForTooLongWouldHaveGot() {
        pump.start();
        awaitProducer(1);
        long yesterday = System.nanoTime() - Duration.ofDays(1).toNanos();
        topics.described(Map.of("gone", "UnknownTopicOrPartitionException"), yesterday);

        offer(new Probe("a", "gone"));
        offer(new Probe("b"));

        await(2);
        assertThat(log).containsExactly("a parked UnknownTopicOrPartitionException sent", "b sent");
        assertThat(producers.get(0).history())
                .extracting(ProducerRecord::topic)
                .containsExactly("parking", "t");
    }

    @Test
    void holdsWhatTheBrokerRefusesForItsTopicInTheOrderOffered() {
        pump.start();
        awaitProducer(1);
        producers.get(0).autoComplete = false;
        for (String name : List.of("a", "b", "c")) {
            offer(new Probe(name, "secret"));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> producers.get(0).history().size() == 3);

        for (int i = 0; i < 3; i++) {
            producers.get(0).errorNext(new TopicAuthorizationException("secret"));
        }
        producers.get(0).autoComplete = true;
        offer(new Probe("d"));

        await(1);
        assertThat(log).containsExactly("d sent");
        assertThat(topics.refusals()).containsEntry("secret", "TopicAuthorizationException");

        topics.accepted("secret");

        await(4);
        assertThat(log).containsExactly("d sent", "a sent", "b sent", "c sent");
        assertThat(producers).hasSize(1);
    }

    @Test
    void parksTheOneRecordThatKafkaWillNeverTake() {
        pump.start();
        awaitProducer(1);
        producers.get(0).nextError = new InvalidRecordException("as configured");

        offer(new Probe("odd"));

        await(1);
        assertThat(log).containsExactly("odd parked InvalidRecordException sent");
        assertThat(failures).hasValue(0);
    }

    @Test
    void losesQos0RatherThanHoldIt() {
        pump.start();
        topics.described(Map.of("gone", "UnknownTopicOrPartitionException"), System.nanoTime());
        Probe unawaited = new Probe("unawaited", "gone");
        unawaited.awaited = false;

        offer(unawaited);

        await(1);
        assertThat(log).containsExactly("unawaited abandoned");
    }

    @Test
    void sendsNoFasterThanTheIntakeMayGo() {
        IntakeConfig slow = new IntakeConfig(Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 200);
        IntakeGovernor strict =
                new IntakeGovernor(slow, new SimpleMeterRegistry(), System.nanoTime());
        try (KafkaPump paced =
                new KafkaPump(
                        this::newProducer, new UplinkMetrics(registry), topics, strict, () -> {})) {
            paced.start();
            long since = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                Probe probe = new Probe("r" + i);
                paced.offer(() -> List.of(probe));
            }
            await(100);

            // 99 gaps of 5 ms, of which a tenth of a second may be caught up with
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isGreaterThan(Duration.ofMillis(390));
        }
    }

    private void offer(Probe probe) {
        pump.offer(() -> List.of(probe));
    }

    private void await(int entries) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> log.size() == entries);
    }

    private void awaitProducer(int number) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> producers.size() == number);
    }

    private Producer<byte[], byte[]> newProducer() {
        FailingProducer next = new FailingProducer();
        producers.add(next);
        return next;
    }

    private static final class FailingProducer extends MockProducer<byte[], byte[]> {
        private final AtomicInteger timeouts = new AtomicInteger();
        private volatile RuntimeException nextError;
        private volatile boolean autoComplete = true;

        FailingProducer() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, Callback callback) {
            RuntimeException error = nextError;
            nextError = null;
            if (timeouts.get() > 0) {
                timeouts.decrementAndGet();
                error = new TimeoutException("as configured");
            }
            if (error != null) {
                callback.onCompletion(null, error);
                return CompletableFuture.failedFuture(error);
            }
            var sent = super.send(record, callback);
            if (autoComplete) {
                completeNext();
            }
            return sent;
        }
    }

    private final class Probe implements PendingRecord {
        private String name;
        private String topic;
        private volatile boolean wanted = true;
        private volatile boolean awaited = true;

        Probe(String name) {
            this(name, "t");
        }

        Probe(String name, String topic) {
            this.name = name;
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> record() {
            return new ProducerRecord<>(topic, new byte[0]);
        }

        @Override
        public boolean isWanted() {
            return wanted;
        }

        @Override
        public boolean isAwaited() {
            return awaited;
        }

        @Override
        public boolean isPaced() {
            return true;
        }

        @Override
        public boolean park(String parkingTopic, String reason) {
            name += " parked " + reason;
            topic = parkingTopic;
            return true;
        }

        @Override
        public boolean truncate() {
            name += " truncated";
            return true;
        }

        @Override
        public void succeeded() {
            log.add(name + " sent");
        }

        @Override
        public void abandoned() {
            log.add(name + " abandoned");
        }
    }
}
