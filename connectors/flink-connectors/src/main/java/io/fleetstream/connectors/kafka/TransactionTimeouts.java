package io.fleetstream.connectors.kafka;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/** Whether Kafka keeps a transaction open for as long as a checkpoint may take. */
final class TransactionTimeouts {
    private TransactionTimeouts() {}

    static void check(Duration transactionTimeout, CheckpointConfig checkpoints) {
        if (!checkpoints.isCheckpointingEnabled()) {
            throw new IllegalArgumentException(
                    "execution.checkpointing.interval is not set: an exactly-once sink commits with"
                            + " checkpoints and would never commit. Set it in config.yaml.");
        }
        // what a checkpoint has prepared stays open through those that fail after it
        int attempts = checkpoints.getTolerableCheckpointFailureNumber() + 1;
        Duration longest =
                Duration.ofMillis(
                                checkpoints.getCheckpointInterval()
                                        + checkpoints.getCheckpointTimeout())
                        .multipliedBy(attempts);
        if (transactionTimeout.compareTo(longest) < 0) {
            throw new IllegalArgumentException(
                    "transaction.timeout.ms is "
                            + transactionTimeout.toMillis()
                            + ", expected at least "
                            + longest.toMillis()
                            + " (execution.checkpointing.interval plus .timeout, for each of the"
                            + " .tolerable-failed-checkpoints and one more): Kafka would abort"
                            + " what a slow checkpoint has promised. Raise"
                            + " kafka.property.transaction.timeout.ms, and the broker's"
                            + " transaction.max.timeout.ms with it, or shorten the checkpoints.");
        }
    }
}
