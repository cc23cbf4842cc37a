package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.demo.DemoWindows;
import io.fleetstream.cli.demo.Outputs;
import io.fleetstream.cli.query.QueryResult;
import java.time.Duration;
import java.time.Instant;

/**
 * Computes the windows of the job aggregate once more, from the stored rows in plain SQL, and looks
 * for rows that differ: counts, least, greatest, first and last value exactly, mean and standard
 * deviation to 1e-9. Windows that begin in the future, of devices whose clocks run ahead, are still
 * open and are not looked at.
 */
final class WindowOracle {
    private static final Duration TO_CLOSE = Duration.ofMinutes(4);
    private static final String SECONDS = DemoWindows.NAME.replace("s", "");

    private static final String UNLIKE =
            """
            WITH expected AS (
                SELECT
                    to_timestamp(floor(extract(epoch FROM time) / %1$s) * %1$s) AS window_start,
                    %2$s AS subject,
                    metric,
                    count(*) AS count,
                    count(DISTINCT device_id) AS devices,
                    avg(value) AS mean,
                    stddev_samp(value) AS sd,
                    min(value) AS min,
                    max(value) AS max,
                    (array_agg(value ORDER BY time, device_id))[1] AS first,
                    (array_agg(value ORDER BY time DESC, device_id DESC))[1] AS last
                FROM device_readings
                WHERE quality <> 'BAD'
                GROUP BY 1, 2, 3
            ), actual AS (
                SELECT * FROM window_aggregates
                WHERE scope = '%3$s' AND window_name = '%4$s' AND NOT early AND count > 0
            )
            SELECT e.*, a.count, a.devices, a.mean, a.sd, a.min, a.max, a.first, a.last, a.revision
            FROM expected e FULL JOIN actual a USING (window_start, subject, metric)
            WHERE window_start <= to_timestamp(%5$s)
                AND ((e.count, e.devices, e.min, e.max) IS DISTINCT FROM (a.count, a.devices, a.min, a.max)
                OR '%3$s' = 'DEVICE' AND (e.first, e.last) IS DISTINCT FROM (a.first, a.last)
                OR abs(e.mean - a.mean) > 1e-9 * greatest(1, abs(e.mean))
                OR abs(e.sd - a.sd) > 1e-9 * greatest(1, abs(e.mean))
                OR (e.sd IS NULL) <> (a.sd IS NULL))
            LIMIT 5
            """;

    private final Outputs outputs;

    WindowOracle(Outputs outputs) {
        this.outputs = outputs;
    }

    /** Waits until the windows of all devices, and of all sites, are those of the stored rows. */
    void awaitAlike() {
        Instant now = Instant.now();
        awaitAlike("DEVICE", "device_id", now);
        awaitAlike("SITE", "org || '/' || site", now);
    }

    private void awaitAlike(String scope, String subject, Instant begunBy) {
        String sql =
                UNLIKE.formatted(
                        SECONDS, subject, scope, DemoWindows.NAME, begunBy.getEpochSecond());
        await().atMost(TO_CLOSE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> {
                            QueryResult unlike = outputs.query(sql);
                            assertThat(unlike.rows()).as("windows of %s", scope).isEmpty();
                        });
        System.out.println("[windows] every window of " + scope + " is that of the stored rows");
    }
}
