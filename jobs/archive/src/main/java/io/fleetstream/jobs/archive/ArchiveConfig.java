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
 * @param groupId consumer group, start of the transactional ids, and scope of what is staged
 * @param uri directory of the archive, absolute, ending in a slash
 * @param publishing when files are published, and how large they get
 * @param raw whether the messages of devices are archived as they came
 */
public record ArchiveConfig(
        KafkaSettings kafka, String groupId, URI uri, PublishingConfig publishing, boolean raw) {

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
                        URI.create(settings.required("archive.uri")),
                        PublishingConfig.from(settings),
                        settings.flag("archive.raw", true));
        settings.refuseUnknown();
        return config;
    }
}
