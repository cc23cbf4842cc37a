package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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
    private final KafkaPump pump =
            new KafkaPump(
                    this::newProducer,
                    new UplinkMetrics(new SimpleMeterRegistry()),
                    failures::incrementAndGet);

    @AfterEach
    void stop() {
        pump.close();
    }

    @Test
    void sendsInTheOrderOffered() {
        pump.start();
        for (int i = 0; i < 2000; i++) {
            pump.offer(new Probe("r" + i));
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

        pump.offer(new Probe("a"));
        pump.offer(new Probe("b"));

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

        pump.offer(new Probe("large"));

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
        pump.offer(lost);
        pump.offer(alsoLost);
        Awaitility.await().until(() -> producers.get(0).history().size() == 2);

        producers.get(0).errorNext(new TopicAuthorizationException("as configured"));
        producers.get(0).errorNext(new TopicAuthorizationException("as configured"));
        pump.offer(new Probe("next"));

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
        pump.offer(unwanted);
        pump.start();

        await(1);
        assertThat(log).containsExactly("unwanted abandoned");
        assertThat(producers.get(0).history()).isEmpty();
    }

    private void await(int entries) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> log.size() == entries);
    }

    private void awaitProducer(int number) {
        Awaitility.await().until(() -> producers.size() == number);
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
        private volatile boolean wanted = true;

        Probe(String name) {
            this.name = name;
        }

        @Override
        public ProducerRecord<byte[], byte[]> record() {
            return new ProducerRecord<>("t", new byte[0]);
        }

        @Override
        public boolean isWanted() {
            return wanted;
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
