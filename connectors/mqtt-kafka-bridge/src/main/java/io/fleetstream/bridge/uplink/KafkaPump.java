package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.logging.RateLimitedLog;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to Kafka in the order they are offered, on a thread of its own, because the
 * producer blocks when Kafka is away and the threads that offer must not.
 *
 * <p>A record waits for as long as Kafka is away. If the producer gives up for another reason, the
 * records of that producer are abandoned, the owner is told, and a new producer goes on.
 */
final class KafkaPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPump.class);
    private static final int BATCH = 512;

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final UplinkMetrics metrics;
    private final Runnable onFailure;
    private final RateLimitedLog waiting = new RateLimitedLog(LOG, Duration.ofSeconds(10));
    // Bounded by the in-flight budget of those who offer.
    private final BlockingQueue<PendingRecord> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "kafka-pump");

    private volatile boolean stopped;
    private volatile int failedProducer = -1;
    private volatile long lastSuccessNanos;
    private volatile boolean everSucceeded;
    // touched by the pump's thread only
    private Producer<byte[], byte[]> producer;
    private int producerNumber;
    private Exception refusedAtOnce;

    KafkaPump(
            Supplier<Producer<byte[], byte[]>> producers,
            UplinkMetrics metrics,
            Runnable onFailure) {
        this.producers = producers;
        this.metrics = metrics;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    /** Takes a record; never blocks. */
    void offer(PendingRecord record) {
        queue.add(record);
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
        List<PendingRecord> batch = new ArrayList<>(BATCH);
        try {
            while (!stopped) {
                PendingRecord first = queue.poll(1, TimeUnit.SECONDS);
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
            queue.forEach(PendingRecord::abandoned);
            queue.clear();
        }
    }

    private void send(PendingRecord pending) {
        while (!stopped) {
            if (failedProducer == producerNumber) {
                replaceProducer();
            }
            if (!pending.isWanted()) {
                break;
            }
            Exception refusal = trySend(pending);
            if (refusal == null) {
                return;
            }
            if (stopped) {
                break;
            }
            metrics.kafkaError(refusal);
            if (refusal instanceof RecordTooLargeException && pending.truncate()) {
                continue;
            }
            if (refusal instanceof RetriableException) {
                waiting.warn("waiting for Kafka: {}", refusal.getMessage());
                continue;
            }
            failed(producerNumber, refusal);
        }
        pending.abandoned();
    }

    /** Hands a record to the producer; returns why that was refused at once, or null. */
    private Exception trySend(PendingRecord pending) {
        refusedAtOnce = null;
        int number = producerNumber;
        try {
            var unused =
                    producer.send(
                            pending.record(),
                            (metadata, error) -> completed(pending, number, error));
        } catch (KafkaException | IllegalStateException e) {
            return e;
        }
        return refusedAtOnce;
    }

    private void completed(PendingRecord pending, int number, Exception error) {
        if (error == null) {
            lastSuccessNanos = System.nanoTime();
            everSucceeded = true;
            pending.succeeded();
        } else if (Thread.currentThread() == thread) {
            refusedAtOnce = error;
        } else {
            refusedLater(pending, number, error);
        }
    }

    private void refusedLater(PendingRecord pending, int number, Exception error) {
        if (failedProducer < number && !stopped) {
            metrics.kafkaError(error);
            if (error instanceof RecordTooLargeException && pending.truncate()) {
                queue.add(pending);
                return;
            }
            failed(number, error);
        }
        pending.abandoned();
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
