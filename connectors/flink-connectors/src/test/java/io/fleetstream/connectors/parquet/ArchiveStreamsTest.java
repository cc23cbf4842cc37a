package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.ArchivedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both operators in a real job. */
class ArchiveStreamsTest {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long ROWS = 20_000;

    @TempDir private Path archive;
    @TempDir private Path checkpoints;

    @Test
    void publishesAllThatWaitsWhenTheInputEnds() throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration());
        build(env);

        env.execute();

        assertThat(MeasuredFiles.rows(archive)).hasSize((int) ROWS).doesNotHaveDuplicates();
        try (Stream<Path> staged = Files.walk(archive.resolve("_staging"))) {
            assertThat(staged.filter(Files::isRegularFile)).as("left behind").isEmpty();
        }
    }

    @Test
    void refusesCheckpointsItCannotWorkWith() {
        Configuration none = configuration();
        none.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        assertThatThrownBy(() -> build(StreamExecutionEnvironment.createLocalEnvironment(2, none)))
                .hasMessageContaining("execution.checkpointing.interval");
        Configuration unaligned = configuration();
        unaligned.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        assertThatThrownBy(
                        () ->
                                build(
                                        StreamExecutionEnvironment.createLocalEnvironment(
                                                2, unaligned)))
                .hasMessageContaining("aligned");
    }

    private void build(StreamExecutionEnvironment env) {
        ArchiveSettings settings =
                new ArchiveSettings(
                        archive.toUri(),
                        "test",
                        2,
                        100_000,
                        1 << 20,
                        Duration.ofDays(1).toMillis(),
                        Duration.ofDays(1).toMillis(),
                        false);
        ArchiveStreams.archive(
                env.fromSource(
                                new NumberSequenceSource(0, ROWS - 1),
                                WatermarkStrategy.noWatermarks(),
                                "numbers")
                        .uid("numbers"),
                new MeasuredType(),
                (number, rows) ->
                        rows.accept(
                                Measured.of(
                                        "o" + number % 7,
                                        "d" + number % 100,
                                        number % 30 * HOUR_MICROS + number,
                                        "m",
                                        number)),
                settings,
                Silent::new);
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        return configuration;
    }

    private static final class Silent implements FileAnnouncer {
        @Override
        public void announce(ArchivedFile file) {}

        @Override
        public void close() {}
    }
}
