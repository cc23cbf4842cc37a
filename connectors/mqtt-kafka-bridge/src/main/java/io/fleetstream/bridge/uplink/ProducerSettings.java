package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of the producer: what may be overridden first, what the guarantees rest on last. */
final class ProducerSettings {
    private static final int MEBIBYTE = 1024 * 1024;

    private ProducerSettings() {}

    static Map<String, Object> of(KafkaConfig kafka, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // The broker stops sending when its window is full, so a long wait costs throughput.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * MEBIBYTE);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * MEBIBYTE);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.putAll(kafka.properties());
        settings.putAll(kafka.producerProperties());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // A batch never expires: it is retried in order until Kafka has it or refuses it.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, kafka.maxBlock().toMillis());
        return settings;
    }
}
