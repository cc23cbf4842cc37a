package io.fleetstream.bridge.kafka;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.uplink.KafkaView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every few seconds whether it is there, which topics it has and of how many partitions.
 */
public final class KafkaProbe implements KafkaView, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaProbe.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int TIMEOUT_MILLIS = 4_000;

    private final BridgeConfig config;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kafka-probe"));
    private volatile Map<String, Integer> partitions = Map.of();
    private volatile Map<String, String> refused = Map.of();
    private volatile long lastAnswerNanos;
    private volatile boolean everAnswered;
    // for the timer's thread only
    private Admin admin;

    /** Prepares the probe; {@link #start} begins to ask. */
    public KafkaProbe(BridgeConfig config) {
        this.config = config;
    }

    /** Begins to ask; returns at once. */
    public void start() {
        var unused =
                timer.scheduleWithFixedDelay(
                        this::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Map<String, String> refusedTopics() {
        return refused;
    }

    @Override
    public Map<String, Integer> partitions() {
        return partitions;
    }

    /** Whether Kafka answered within this time. */
    public boolean answeredWithin(Duration age) {
        return everAnswered && System.nanoTime() - lastAnswerNanos <= age.toNanos();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (timer.awaitTermination(5, TimeUnit.SECONDS) && admin != null) {
                admin.close(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        if (admin == null) {
            admin = Admin.create(settings());
        }
        try {
            admin.describeCluster().nodes().get();
            answered();
            describeTopics();
        } catch (ExecutionException e) {
            LOG.debug("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void describeTopics() throws InterruptedException {
        Map<String, Integer> counts = new HashMap<>(partitions);
        Map<String, String> reasons = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(config.kafkaTopics()).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : descriptions.entrySet()) {
            try {
                counts.put(topic.getKey(), topic.getValue().get().partitions().size());
            } catch (ExecutionException e) {
                LOG.debug("topic {} cannot be described", topic.getKey(), e);
                if (isRefusal(e.getCause())) {
                    reasons.put(topic.getKey(), e.getCause().getClass().getSimpleName());
                } else if (refused.containsKey(topic.getKey())) {
                    reasons.put(topic.getKey(), refused.get(topic.getKey()));
                }
            }
        }
        partitions = Map.copyOf(counts);
        refused = Map.copyOf(reasons);
    }

    private static boolean isRefusal(Throwable error) {
        return error instanceof UnknownTopicOrPartitionException
                || error instanceof TopicAuthorizationException
                || error instanceof InvalidTopicException;
    }

    private void answered() {
        lastAnswerNanos = System.nanoTime();
        everAnswered = true;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(config.kafka().properties());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, config.mqtt().clientId() + "-probe");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return settings;
    }
}
