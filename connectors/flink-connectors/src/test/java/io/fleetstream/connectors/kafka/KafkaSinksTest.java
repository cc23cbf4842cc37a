package io.fleetstream.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.schemas.Duplicate;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class KafkaSinksTest {
    @Test
    void buildsASinkWhoseTransactionsOutliveACheckpoint() {
        assertThat(sink(Map.of(), checkpoints("10 s", "10 min"))).isNotNull();
        assertThat(sink(Map.of(), checkpoints("4 min", "10 min"))).isNotNull();
    }

    @Test
    void refusesCheckpointsThatTakeLongerThanATransactionMay() {
        CheckpointConfig checkpoints = checkpoints("5 min", "10 min");

        assertThatThrownBy(() -> sink(Map.of(), checkpoints))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transaction.timeout.ms is 840000")
                .hasMessageContaining("at least 900000");
        assertThat(sink(Map.of("transaction.timeout.ms", "900000"), checkpoints)).isNotNull();
    }

    @Test
    void countsTheCheckpointsThatMayFailInARow() {
        CheckpointConfig checkpoints = checkpoints("10 s", "3 min");
        checkpoints.setTolerableCheckpointFailureNumber(3);
        assertThat(sink(Map.of(), checkpoints)).isNotNull();

        checkpoints.setTolerableCheckpointFailureNumber(4);
        assertThatThrownBy(() -> sink(Map.of(), checkpoints))
                .hasMessageContaining("tolerable-failed-checkpoints")
                .hasMessageContaining("at least 950000");
    }

    @Test
    void refusesExactlyOnceWithoutCheckpoints() {
        CheckpointConfig off =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration())
                        .getCheckpointConfig();

        assertThatThrownBy(() -> sink(Map.of(), off))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("execution.checkpointing.interval is not set");
    }

    @Test
    void staysBelowWhatABrokerGrantsByDefault() {
        assertThat(KafkaSinks.TRANSACTION_TIMEOUT).isLessThan(Duration.ofMinutes(15));
    }

    private static Object sink(Map<String, String> properties, CheckpointConfig checkpoints) {
        KafkaSettings settings = new KafkaSettings("h:1", "http://h:2", properties);
        return KafkaSinks.exactlyOnce(
                settings,
                new AvroTopicSerializer<>("t", Duplicate.class, Duplicate::getDeviceId, settings),
                "test",
                checkpoints);
    }

    private static CheckpointConfig checkpoints(String interval, String timeout) {
        Configuration configuration = new Configuration();
        configuration.setString(CheckpointingOptions.CHECKPOINTING_INTERVAL.key(), interval);
        configuration.setString(CheckpointingOptions.CHECKPOINTING_TIMEOUT.key(), timeout);
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration)
                .getCheckpointConfig();
    }
}
