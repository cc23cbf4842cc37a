package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.demo.DemoWindows;
import io.fleetstream.cli.demo.Outputs;
import io.fleetstream.cli.query.QueryResult;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Computes the windows of the job aggregate once more, from the stored rows in plain SQL, and looks
 * for rows that differ: counts, least, greatest, first and last value exactly, mean and standard
 * deviation to 1e-9. Of the devices, and the sites, of one test: others have clocks that run ahead,
 * or send what is too old for windows.
 */
final class WindowOracle {
    private static final Duration TO_CLOSE = Duration.ofMinutes(12);
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
                WHERE quality <> 'BAD' AND device_id LIKE '%5$s%%'
                GROUP BY 1, 2, 3
            ), actual AS (
                SELECT * FROM window_aggregates
                WHERE scope = '%3$s' AND window_name = '%4$s' AND NOT early AND count > 0
                    AND (subject LIKE '%5$s%%' OR subject LIKE '%%/%5$s%%')
            )
            SELECT e.*, a.count, a.devices, a.mean, a.sd, a.min, a.max, a.first, a.last, a.revision
            FROM expected e FULL JOIN actual a USING (window_start, subject, metric)
            WHERE (e.count, e.devices, e.min, e.max) IS DISTINCT FROM (a.count, a.devices, a.min, a.max)
                OR '%3$s' = 'DEVICE' AND (e.first, e.last) IS DISTINCT FROM (a.first, a.last)
                OR abs(e.mean - a.mean) > 1e-9 * greatest(1, abs(e.mean))
                OR abs(e.sd - a.sd) > 1e-9 * greatest(1, abs(e.mean))
                OR (e.sd IS NULL) <> (a.sd IS NULL)
            LIMIT 5
            """;

    private static final String NUMBER =
            """
            SELECT count(*) FROM window_aggregates
            WHERE scope = '%s' AND window_name = '%s' AND NOT early AND count > 0
                AND (subject LIKE '%3$s%%' OR subject LIKE '%%/%3$s%%')
            """;

    private final Outputs outputs;
    private final String prefix;

    /** Looks at devices and sites whose names begin so. */
    WindowOracle(Outputs outputs, String prefix) {
        this.outputs = outputs;
        this.prefix = prefix;
    }

    /** Waits until the windows of all devices, and of all sites, are those of the stored rows. */
    void awaitAlike() {
        awaitAlike("DEVICE", "device_id");
        awaitAlike("SITE", "org || '/' || site");
    }

    private void awaitAlike(String scope, String subject) {
        String sql = UNLIKE.formatted(SECONDS, subject, scope, DemoWindows.NAME, prefix);
        await().atMost(TO_CLOSE)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> {
                            QueryResult unlike = outputs.query(sql);
                            assertThat(unlike.rows()).as("windows of %s", scope).isEmpty();
                        });
        long windows = number(scope);
        assertThat(windows).as("windows of %s", scope).isPositive();
        System.out.printf("[windows] %d of %s are those of the stored rows%n", windows, scope);
    }

    private long number(String scope) {
        try {
            return outputs.query(NUMBER.formatted(scope, DemoWindows.NAME, prefix)).firstLong();
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked", e);
        }
    }
}
