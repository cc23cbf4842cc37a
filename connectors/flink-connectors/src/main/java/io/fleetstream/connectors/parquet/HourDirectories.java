package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.staging.Bucket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Directories {@code org=…/dt=2026-03-01/hour=12}, in UTC. Names are encoded, so that none can lead
 * out of its directory.
 */
final class HourDirectories {
    private static final DateTimeFormatter DAY_AND_HOUR =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);
    private static final long SECONDS_PER_HOUR = 3_600;

    private HourDirectories() {}

    /** Directory of a bucket, below that of its dataset, without a slash at either end. */
    static String of(Bucket bucket, boolean byOrganisation) {
        String hour = DAY_AND_HOUR.format(Instant.ofEpochSecond(bucket.hour() * SECONDS_PER_HOUR));
        return byOrganisation ? "org=" + DirectoryNames.encode(bucket.org()) + "/" + hour : hour;
    }
}
