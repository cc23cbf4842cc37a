package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.parquet.ArchiveSettings;
import io.fleetstream.jobs.common.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * When files are published, and how large they get.
 *
 * @param after how long a row waits at the longest
 * @param quiet how long nothing must have come for an hour that is over
 * @param targetBytes size of a file that waits no longer
 * @param memoryBytes heap for the rows of a subtask and dataset between checkpoints
 * @param skipMissing whether staged rows that are gone are passed over
 */
public record PublishingConfig(
        Duration after, Duration quiet, long targetBytes, long memoryBytes, boolean skipMissing) {
    /** An hour, and time for what is late. */
    public static final PublishingConfig DEFAULT =
            new PublishingConfig(
                    Duration.ofMinutes(75), Duration.ofMinutes(10), 128L << 20, 32L << 20, false);

    private static final long MIB = 1L << 20;

    static PublishingConfig from(Settings settings) {
        return new PublishingConfig(
                settings.duration(
                        "archive.publish-after", DEFAULT.after, Duration.ZERO, Duration.ofDays(1)),
                settings.duration(
                        "archive.quiet-after", DEFAULT.quiet, Duration.ZERO, Duration.ofDays(1)),
                settings.number("archive.target-mib", DEFAULT.targetBytes / MIB, 1, 4_096) * MIB,
                settings.number("archive.memory-mib", DEFAULT.memoryBytes / MIB, 1, 4_096) * MIB,
                settings.flag("archive.skip-missing", DEFAULT.skipMissing));
    }

    /** The settings of a dataset below that directory. */
    ArchiveSettings of(URI root, String scope, int lanes) {
        return new ArchiveSettings(
                root,
                scope,
                lanes,
                memoryBytes,
                targetBytes,
                after.toMillis(),
                quiet.toMillis(),
                skipMissing);
    }
}
