package io.fleetstream.bridge.downlink;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.logging.RateLimitedLog;
import io.fleetstream.bridge.metrics.DownlinkMetrics;
import io.fleetstream.bridge.requests.RequestAnswers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the downlink topic and publishes, on one thread; offsets follow acknowledgements. */
final class DownlinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DownlinkLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int REFUSED = 128;

    /** Rough size of the fields of a PUBLISH beside its payload, topic and properties. */
    private static final int PACKET_OVERHEAD = 1024;

    private final BridgeConfig config;
    private final Supplier<DownlinkConnection> connections;
    private final DownlinkMetrics metrics;
    private final RequestAnswers answers;
    private final DownlinkMapper mapper = new DownlinkMapper(Clock.systemUTC());
    private final PoisonGuard guard = new PoisonGuard();
    private final RateLimitedLog skipped = new RateLimitedLog(LOG, Duration.ofSeconds(10));
    private final AtomicInteger underWay = new AtomicInteger();
    // What was read and not yet published; the consumer's thread only
    private final Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();

    private volatile boolean stopped;
    private DownlinkConnection connection;
    private Assignment assignment;
    private PoisonGuard.Suspect toSkip;
    private long nextCommitNanos;
    private long nextConsumerNanos;

    DownlinkLoop(
            BridgeConfig config,
            Supplier<DownlinkConnection> connections,
            DownlinkMetrics metrics,
            RequestAnswers answers) {
        this.answers = answers;
        this.config = config;
        this.connections = connections;
        this.metrics = metrics;
    }

    /** Ends the loop soon: after what is published is acknowledged, within the shutdown timeout. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        nextCommitNanos = System.nanoTime();
        nextConsumerNanos = System.nanoTime();
        while (!stopped) {
            LockSupport.parkNanos(nextConsumerNanos - System.nanoTime());
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(
                            ConsumerSettings.of(config),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer())) {
                consume(consumer);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("downlink interrupted", e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KafkaException e) {
                metrics.failed("consumer");
                LOG.error("the downlink's consumer gave up; a new one starts at its commits", e);
                pending.clear();
                connection = null;
                nextConsumerNanos = System.nanoTime() + AFTER_FAILURE.toNanos();
            }
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        assignment = new Assignment(consumer, this::forget);
        consumer.subscribe(List.of(config.downlink().topic()), assignment);
        while (!stopped) {
            followConnection();
            boolean ready = connection != null && connection.isUp();
            if (ready && pending.isEmpty()) {
                consumer.resume(consumer.assignment());
                consumer.poll(POLL).forEach(pending::add);
            } else {
                // Poll all the same, or the group takes this consumer for dead.
                consumer.pause(consumer.assignment());
                consumer.poll(ready ? Duration.ZERO : POLL).forEach(pending::add);
            }
            if (ready) {
                publishPending();
            }
            commitIfDue();
        }
        finish();
    }

    /** Turns to a new connection, after rewinding to what the old one left unacknowledged. */
    private void followConnection() {
        DownlinkConnection latest = connections.get();
        if (connection != null && !connection.isUp()) {
            toSkip = guard.connectionEnded(connection.loss(), underWay.get());
            connection = null;
            pending.clear();
            assignment.rewind();
        }
        if (connection == null && latest != null && latest.isUp()) {
            connection = latest;
            underWay.set(0);
        }
    }

    private void publishPending() throws InterruptedException {
        long until = System.nanoTime() + STEP.toNanos();
        while (!pending.isEmpty() && connection.isUp() && System.nanoTime() - until < 0) {
            if ((guard.isCautious() && underWay.get() > 0) || !connection.awaitPlace(STEP)) {
                // Acknowledgements are on their way; poll meanwhile.
                return;
            }
            if (!publish(pending.poll())) {
                return;
            }
        }
    }

    /** Publishes or skips one record; false if it has to be tried again. */
    private boolean publish(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        PartitionProgress progress = assignment.of(partition);
        if (progress == null) {
            connection.returnPlace();
            return true;
        }
        PartitionProgress.Step step = progress.begin(record.offset());
        DownlinkMapper.Result result = mapper.map(record);
        String problem = problem(partition, record, result);
        if (problem != null || result.message() == null) {
            if (problem == null) {
                metrics.expired();
            } else {
                metrics.failed(problem);
                skipped.warn(
                        "record {}-{}@{} cannot be published: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        problem);
            }
            progress.finish(step);
            connection.returnPlace();
            return true;
        }
        return send(record, partition, progress, step, result);
    }

    private boolean send(
            ConsumerRecord<byte[], byte[]> record,
            TopicPartition partition,
            PartitionProgress progress,
            PartitionProgress.Step step,
            DownlinkMapper.Result result) {
        boolean alone = guard.isCautious();
        if (alone) {
            guard.sendingAlone(partition, record.offset());
        }
        underWay.incrementAndGet();
        // Before: whoever gets it may send the next request at once.
        answers.published(result.message().topic());
        boolean taken =
                connection.publish(
                        result.message(),
                        code -> {
                            finished(record, code);
                            progress.finish(step);
                            if (alone) {
                                guard.acknowledgedAlone();
                            }
                            underWay.decrementAndGet();
                        });
        if (!taken) {
            underWay.decrementAndGet();
            progress.cancel(step);
            pending.addFirst(record);
        }
        return taken;
    }

    private void finished(ConsumerRecord<byte[], byte[]> record, int code) {
        if (code < REFUSED) {
            metrics.published();
        } else {
            metrics.failed("reason-" + code);
            skipped.warn(
                    "record {}-{}@{} was refused by the broker with code {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    code);
        }
    }

    private String problem(
            TopicPartition partition,
            ConsumerRecord<byte[], byte[]> record,
            DownlinkMapper.Result result) {
        if (toSkip != null && toSkip.equals(new PoisonGuard.Suspect(partition, record.offset()))) {
            toSkip = null;
            return "disconnects";
        }
        if (result.message() != null
                && !connection.accepts(result.message().payload().length + PACKET_OVERHEAD)) {
            return "too-large";
        }
        return result.problem();
    }

    private void forget(Collection<TopicPartition> partitions) {
        pending.removeIf(
                record ->
                        partitions.contains(
                                new TopicPartition(record.topic(), record.partition())));
    }

    private void commitIfDue() {
        if (System.nanoTime() - nextCommitNanos >= 0) {
            assignment.commit();
            nextCommitNanos = System.nanoTime() + config.downlink().commitInterval().toNanos();
        }
    }

    /** Waits for what is published and commits. */
    private void finish() throws InterruptedException {
        long until = System.nanoTime() + config.shutdownTimeout().dividedBy(2).toNanos();
        while (underWay.get() > 0
                && connection != null
                && connection.isUp()
                && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assignment.commitNow();
    }
}
