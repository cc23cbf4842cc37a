package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.schemas.ArchivedFile;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Topics;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts the job; see the README of the module for its settings. */
public final class ArchiveJob {
    private ArchiveJob() {}

    /** Submits the job to the cluster of the environment it is run in. */
    public static void main(String[] args) throws Exception {
        ArchiveConfig config = ArchiveConfig.from(Settings.of(args, System.getenv()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SchemaGuard.register(
                config.kafka(),
                Map.of(
                        Topics.TELEMETRY_DEAD_LETTERS,
                        DeadLetter.getClassSchema(),
                        Topics.ARCHIVE_FILES,
                        ArchivedFile.getClassSchema()));
        KafkaSettings kafka = config.kafka();
        ArchiveTopology.build(
                env,
                config,
                ArchiveSources.of(config),
                () -> new TopicAnnouncer(kafka),
                DeadLetters.sink(
                        config.kafka(),
                        config.groupId() + "-dead-letters",
                        env.getCheckpointConfig()));
        env.execute(ArchiveTopology.JOB);
    }
}
