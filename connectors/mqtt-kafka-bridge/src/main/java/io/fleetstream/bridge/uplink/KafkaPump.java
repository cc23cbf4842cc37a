package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.logging.RateLimitedLog;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to Kafka in the order they are offered, no faster than the governor allows, on a
 * thread of its own, because the producer blocks when Kafka is away and the threads that offer must
 * not.
 *
 * <p>A record waits for as long as Kafka is away. One whose topic is refused is held, then parked,
 * as {@link TopicHealth} decides, while those of other topics go on. If the producer gives up for
 * another reason, the records of that producer are abandoned, the owner is told, and a new producer
 * goes on.
 */
final class KafkaPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPump.class);
    private static final int BATCH = 512;
    private static final Duration HELD_CHECK = Duration.ofMillis(200);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final UplinkMetrics metrics;
    private final TopicHealth topics;
    private final IntakeGovernor governor;
    private final Runnable onFailure;
    private final RateLimitedLog waiting = new RateLimitedLog(LOG, Duration.ofSeconds(10));
    private final RateLimitedLog holding = new RateLimitedLog(LOG, Duration.ofSeconds(10));
    // Bounded by the in-flight budget of those who offer, as is whatever was taken out of it.
    private final BlockingQueue<Queued> queue = new LinkedBlockingQueue<>();
    private final Queue<Queued> returned = new ConcurrentLinkedQueue<>();
    private final UnderWay underWay = new UnderWay();
    private final Thread thread = new Thread(this::run, "kafka-pump");

    private volatile boolean stopped;
    private volatile int failedProducer = -1;
    private volatile long lastSuccessNanos;
    private volatile boolean everSucceeded;
    private final Object order = new Object();
    // guarded by order
    private long offered;
    // touched by the pump's thread only
    private final HeldRecords held = new HeldRecords();
    private final Pacer pacer = new Pacer();
    private final ProducerRetries retries = new ProducerRetries();
    private Producer<byte[], byte[]> producer;
    private int producerNumber;
    private Exception refusedAtOnce;

    KafkaPump(
            Supplier<Producer<byte[], byte[]>> producers,
            UplinkMetrics metrics,
            TopicHealth topics,
            IntakeGovernor governor,
            Runnable onFailure) {
        this.producers = producers;
        this.metrics = metrics;
        this.topics = topics;
        this.governor = governor;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    /**
     * Makes records and takes them as one step: what is stamped with its time inside is sent in the
     * order of these times. Never blocks for long.
     */
    void offer(Supplier<List<? extends PendingRecord>> records) {
        synchronized (order) {
            for (PendingRecord record : records.get()) {
                queue.add(new Queued(offered++, record));
            }
        }
    }

    /** Whether Kafka acknowledged a record within this time. */
    boolean succeededWithin(Duration age) {
        return everSucceeded && System.nanoTime() - lastSuccessNanos <= age.toNanos();
    }

    /** Stops sending and abandons what is left. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        producer = producers.get();
        List<Queued> batch = new ArrayList<>(BATCH);
        try {
            while (!stopped) {
                long patience = held.isEmpty() ? 1000 : HELD_CHECK.toMillis();
                Queued first = queue.poll(patience, TimeUnit.MILLISECONDS);
                governor.retried(retries.since(producer));
                takeBack();
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                batch.forEach(this::send);
                batch.clear();
            }
        } catch (InterruptedException e) {
            LOG.debug("pump interrupted", e);
        } finally {
            producer.close(Duration.ZERO);
            queue.forEach(record -> record.pending().abandoned());
            queue.clear();
            returned.forEach(record -> record.pending().abandoned());
            held.release(any -> true).forEach(record -> record.pending().abandoned());
        }
    }

    /** Sends what was held or came back, if its topic is usable or it may be parked by now. */
    private void takeBack() {
        for (Queued record = returned.poll(); record != null; record = returned.poll()) {
            held.add(record);
        }
        if (held.isEmpty() && !underWay.hasAnyOf(topics::isRefused)) {
            return;
        }
        long now = System.nanoTime();
        if (underWay.hasAnyOf(topic -> topics.isGone(topic, now))
                && failedProducer < producerNumber) {
            // The producer repeats for ever what is for a topic that was deleted meanwhile.
            failed(producerNumber, new IllegalStateException("records for a topic that is gone"));
        }
        held.release(topic -> topics.isPassable(topic, now)).forEach(this::send);
    }

    private void send(Queued queued) {
        PendingRecord pending = queued.pending();
        while (!stopped) {
            if (failedProducer == producerNumber) {
                replaceProducer();
            }
            if (!pending.isWanted()) {
                break;
            }
            if (isKeptBack(queued)) {
                return;
            }
            pace(pending);
            Exception refusal = trySend(queued);
            if (refusal == null) {
                return;
            }
            if (stopped) {
                break;
            }
            refused(queued, producerNumber, refusal);
            if (RefusalKind.of(refusal) == RefusalKind.KAFKA) {
                waiting.warn("waiting for Kafka: {}", refusal.getMessage());
            }
        }
        pending.abandoned();
    }

    /** Whether a record was held or given up; one that was parked has another topic now. */
    private boolean isKeptBack(Queued queued) {
        PendingRecord pending = queued.pending();
        TopicHealth.Decision decision =
                held.holds(queued.topic())
                        ? TopicHealth.Decision.HOLD
                        : topics.decide(queued.topic(), System.nanoTime());
        if (decision == TopicHealth.Decision.SEND) {
            return false;
        }
        if (decision == TopicHealth.Decision.PARK
                && pending.park(topics.parkingTopic(), topics.reason(queued.topic()))) {
            return isKeptBack(queued);
        }
        if (pending.isAwaited()) {
            holding.warn("records for {} wait: {}", queued.topic(), topics.refusals());
            held.add(queued);
        } else {
            pending.abandoned();
        }
        return true;
    }

    private void pace(PendingRecord pending) {
        if (pending.isPaced()) {
            long until = System.nanoTime();
            until += pacer.take(until, governor.perSecond());
            while (!stopped && System.nanoTime() - until < 0) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }
    }

    /** Hands a record to the producer; returns why that was refused at once, or null. */
    private Exception trySend(Queued queued) {
        refusedAtOnce = null;
        int number = producerNumber;
        String topic = queued.topic();
        long since = System.nanoTime();
        underWay.add(topic);
        try {
            var unused =
                    producer.send(
                            queued.pending().record(),
                            (metadata, error) -> completed(queued, topic, number, since, error));
        } catch (KafkaException | IllegalStateException e) {
            underWay.remove(topic);
            return e;
        }
        return refusedAtOnce;
    }

    private void completed(Queued queued, String topic, int number, long since, Exception error) {
        underWay.remove(topic);
        if (error == null) {
            long now = System.nanoTime();
            lastSuccessNanos = now;
            everSucceeded = true;
            governor.acknowledged(now - since);
            topics.accepted(topic);
            queued.pending().succeeded();
        } else if (Thread.currentThread() == thread) {
            refusedAtOnce = error;
        } else if (failedProducer < number && !stopped && refused(queued, number, error)) {
            returned.add(queued);
        } else {
            queued.pending().abandoned();
        }
    }

    /** Draws the conclusions from a refusal; whether the record is worth another try. */
    private boolean refused(Queued queued, int number, Exception error) {
        metrics.kafkaError(error);
        RefusalKind kind = RefusalKind.of(error);
        if (kind == RefusalKind.KAFKA || kind == RefusalKind.PRODUCER) {
            // The others would be refused at any rate.
            governor.failed();
        }
        if (kind == RefusalKind.TOPIC) {
            topics.refused(queued.topic(), error.getClass().getSimpleName(), System.nanoTime());
            return true;
        }
        if (kind == RefusalKind.KAFKA || (kind == RefusalKind.RECORD && isChanged(queued, error))) {
            return true;
        }
        failed(number, error);
        return false;
    }

    /** Whether something else can be sent instead of a record that Kafka does not take. */
    private boolean isChanged(Queued queued, Exception error) {
        if (error instanceof RecordTooLargeException && queued.pending().truncate()) {
            return true;
        }
        return !topics.parkingTopic().isEmpty()
                && queued.pending().park(topics.parkingTopic(), error.getClass().getSimpleName());
    }

    /**
     * Gives a producer up. The owner is told first: what it no longer wants must not reach the next
     * producer ahead of what comes again.
     */
    private synchronized void failed(int number, Exception error) {
        if (failedProducer < number) {
            LOG.error("the producer gave up; what it held will come again from MQTT", error);
            metrics.producerRestarted();
            onFailure.run();
            failedProducer = number;
        }
    }

    private void replaceProducer() {
        producer.close(Duration.ZERO);
        producerNumber++;
        producer = producers.get();
    }
}
