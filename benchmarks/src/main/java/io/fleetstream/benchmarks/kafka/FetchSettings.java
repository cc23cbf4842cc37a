package io.fleetstream.benchmarks.kafka;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The fetch settings our jobs use, for the ceilings: they must differ in nothing but the work. */
public final class FetchSettings {
    private static final Map<String, String> TUNED =
            Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    "5000",
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    Integer.toString(8 << 20),
                    ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                    Integer.toString(1 << 20));

    private FetchSettings() {}

    /** A new copy. */
    public static Properties tuned() {
        Properties settings = new Properties();
        settings.putAll(TUNED);
        return settings;
    }
}
