package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.demo.Outputs;
import io.fleetstream.cli.query.QueryResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables say about rollouts and the devices of a site. */
final class RolloutBooks {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Outputs outputs;
    private final String site;

    RolloutBooks(Outputs outputs, String site) {
        this.outputs = outputs;
        this.site = site;
    }

    /** Waits until the rollout stands there; fails at once if it has ended otherwise. */
    void awaitStatus(String rollout, String status) {
        List<String> ways = List.of("", "DEFINED", "RUNNING", status);
        await(rollout + " is " + status)
                .atMost(PATIENCE)
                .pollInterval(BETWEEN)
                .failFast(() -> assertThat(status(rollout)).as("%s", steps(rollout)).isIn(ways))
                .until(() -> status(rollout).equals(status));
    }

    /** Waits until so many devices of the site say that they run these versions, and no others. */
    void awaitVersions(Map<String, Long> versions) {
        await("the site runs " + versions)
                .atMost(PATIENCE)
                .pollInterval(BETWEEN)
                .until(this::versions, versions::equals);
    }

    /** Waits until so many devices of the site have been heard. */
    void awaitHeard(long devices) {
        await(devices + " devices are heard")
                .atMost(PATIENCE)
                .pollInterval(BETWEEN)
                .until(
                        () ->
                                number(
                                        "SELECT count(*) FROM devices WHERE registered AND firmware"
                                                + " IS NOT NULL AND site = '"
                                                + site
                                                + "'"),
                        count -> count == devices);
    }

    /** Waits until no execution of the job is under way. */
    void awaitOver(String job) {
        await("all executions of " + job + " are over")
                .atMost(PATIENCE)
                .pollInterval(BETWEEN)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM rollout_executions WHERE"
                                                        + " job_id = '"
                                                        + job
                                                        + "' AND status IN ('WAITING', 'QUEUED',"
                                                        + " 'IN_PROGRESS')")
                                        == 0);
    }

    /** Executions of a job by how they stand. */
    Map<String, Long> executions(String job) throws SQLException {
        return counts(
                "SELECT status, count(*) FROM rollout_executions WHERE job_id = '"
                        + job
                        + "' GROUP BY 1");
    }

    /** Executions of a job by what devices said at last. */
    Map<String, Long> details(String job) throws SQLException {
        return counts(
                "SELECT status_details, count(*) FROM rollout_executions WHERE job_id = '"
                        + job
                        + "' GROUP BY 1");
    }

    /** Devices that have ever measured anything while running that version. */
    long everRan(String version) throws SQLException {
        return number(
                "SELECT count(DISTINCT device_id) FROM device_readings WHERE site = '"
                        + site
                        + "' AND firmware = '"
                        + version
                        + "'");
    }

    /** Of those, the ones that were never told to. */
    long ranUntold(String version, String job) throws SQLException {
        return number(
                "SELECT count(DISTINCT device_id) FROM device_readings WHERE site = '"
                        + site
                        + "' AND firmware = '"
                        + version
                        + "' AND device_id NOT IN (SELECT device_id FROM rollout_executions WHERE"
                        + " job_id = '"
                        + job
                        + "')");
    }

    /** What people asked of a rollout, and what the job decided with a reason, in order. */
    List<String> steps(String rollout) throws SQLException {
        return outputs
                .query(
                        "SELECT concat_ws(' ', kind, step, stage, reason) FROM rollout_steps WHERE"
                                + " rollout_id = '"
                                + rollout
                                + "' AND step NOT IN ('COUNT', 'RELEASE') ORDER BY version")
                .rows()
                .stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    /** Devices released when a rollout was stopped. */
    long released(String rollout) throws SQLException {
        return number("SELECT released FROM rollouts WHERE rollout_id = '" + rollout + "'");
    }

    /** Devices that raised an alarm of the rule by the time the rollout was stopped. */
    long alarmsUntilStop(String rule, String rollout) throws SQLException {
        return number(
                "SELECT count(DISTINCT device_id) FROM alarm_events WHERE rule_id = '"
                        + rule
                        + "' AND change = 'RAISED' AND happened_at <= "
                        + stop(rollout));
    }

    /** Milliseconds from the first alarm of the rule to the decision to roll back. */
    long millisFromAlarmToStop(String rule, String rollout) throws SQLException {
        return number(
                "SELECT (1000 * extract(epoch FROM "
                        + stop(rollout)
                        + " - min(happened_at)))::bigint FROM alarm_events WHERE rule_id = '"
                        + rule
                        + "' AND change = 'RAISED'");
    }

    /** Milliseconds from the decision to roll back until the last device had gone back. */
    long millisFromStopToBack(String rollout) throws SQLException {
        return number(
                "SELECT (1000 * extract(epoch FROM max(updated_at) - "
                        + stop(rollout)
                        + "))::bigint FROM rollout_executions WHERE job_id = '"
                        + rollout
                        + "-rollback'");
    }

    private static String stop(String rollout) {
        return "(SELECT written_at FROM rollout_steps WHERE rollout_id = '"
                + rollout
                + "' AND step = 'ROLLBACK')";
    }

    private Map<String, Long> versions() throws SQLException {
        return counts(
                "SELECT firmware, count(*) FROM devices WHERE site = '" + site + "' GROUP BY 1");
    }

    private String status(String rollout) throws SQLException {
        QueryResult found =
                outputs.query("SELECT status FROM rollouts WHERE rollout_id = '" + rollout + "'");
        return found.rows().isEmpty() ? "" : found.rows().get(0).get(0).toString();
    }

    private long number(String sql) throws SQLException {
        return outputs.query(sql).firstLong();
    }

    private Map<String, Long> counts(String sql) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (List<Object> row : outputs.query(sql).rows()) {
            counts.put(String.valueOf(row.get(0)), ((Number) row.get(1)).longValue());
        }
        return counts;
    }
}
