package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.BridgeConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which bridge of a group has the routes that are not shared: the one that a Kafka consumer
 * group gives partition 0 of the unrouted topic. Nothing is read from it. Another bridge has the
 * turn at once after an orderly end, ten seconds after a kill.
 */
final class ExclusiveTurn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExclusiveTurn.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int SESSION_MILLIS = 10_000;

    private final BridgeConfig config;
    private final Runnable onGained;
    private final Runnable onLost;
    private final Thread thread = new Thread(this::run, "exclusive-turn");
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile Consumer<byte[], byte[]> current;
    private boolean mine;

    /** Takes what to do with the turn; both are called on one thread and in turns. */
    ExclusiveTurn(BridgeConfig config, Runnable onGained, Runnable onLost) {
        this.config = config;
        this.onGained = onGained;
        this.onLost = onLost;
    }

    void start() {
        thread.start();
    }

    /** Gives the turn up, so that another bridge has it at once. */
    @Override
    public void close() {
        stopped = true;
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        ended.countDown();
        try {
            thread.join(config.shutdownTimeout().multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(
                            settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                current = consumer;
                take(consumer);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("turn ended", e);
            } catch (KafkaException e) {
                LOG.warn("no turn at the routes that are not shared", e);
                pause();
            } finally {
                lose();
            }
        }
    }

    private void take(Consumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(config.uplink().unroutedTopic()), new Turns(consumer));
        while (!stopped) {
            var unused = consumer.poll(POLL);
        }
        // Before the consumer leaves the group: the next must find nothing under way.
        lose();
    }

    private void lose() {
        if (mine) {
            mine = false;
            onLost.run();
        }
    }

    private void pause() {
        try {
            if (ended.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("ended meanwhile");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(config.kafka().properties());
        settings.putAll(config.kafka().consumerProperties());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.mqtt().exclusiveClientId());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.mqtt().clientId() + "-turn");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 5);
        // A bridge that joins the group does not take the turn from the one that has it.
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return settings;
    }

    private final class Turns implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Turns(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Nothing is read: polling keeps the place in the group.
            consumer.pause(partitions);
            if (!mine && partitions.stream().anyMatch(partition -> partition.partition() == 0)) {
                mine = true;
                LOG.info("this bridge has the routes that are not shared");
                onGained.run();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.stream().anyMatch(partition -> partition.partition() == 0)) {
                lose();
            }
        }
    }
}
