package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.KafkaOptions;
import io.fleetstream.jobs.common.Settings;
import java.net.URI;
import java.nio.file.Path;

/**
 * Settings of the job.
 *
 * @param kafka Kafka and the schema registry
 * @param groupId consumer group, and start of the transactional ids
 * @param uri directory of the archive, absolute, ending in a slash
 */
public record ArchiveConfig(KafkaSettings kafka, String groupId, URI uri) {

    /** Makes the address absolute; a bare path is one on the local file system. */
    public ArchiveConfig {
        if (uri.getScheme() == null) {
            uri = Path.of(uri.getPath()).toAbsolutePath().toUri();
        }
        if (!uri.getPath().endsWith("/")) {
            uri = URI.create(uri + "/");
        }
    }

    /**
     * Reads every setting.
     *
     * @throws io.fleetstream.jobs.common.SettingsException naming the one that is missing, wrong or
     *     unknown
     */
    public static ArchiveConfig from(Settings settings) {
        ArchiveConfig config =
                new ArchiveConfig(
                        KafkaOptions.from(settings),
                        settings.text("kafka.group-id", "fleet-archive"),
                        URI.create(settings.required("archive.uri")));
        settings.refuseUnknown();
        return config;
    }
}
