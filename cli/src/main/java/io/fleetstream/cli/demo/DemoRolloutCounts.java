package io.fleetstream.cli.demo;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of the demo's rollouts, by the tables.
 *
 * @param finished whether the good one is finished: 1 or 0
 * @param updated devices of its site that say they run the good image
 * @param stopped whether the bad one was stopped for harm and rolled back by the job itself: 1 or 0
 * @param stoppedAfterSeconds from the first device of it that was told to the stop; 0 without one
 * @param touched devices that had the bad image's job
 * @param budget how many of them may be in flight or have failed at a time
 * @param rolledBack devices that had the previous version back from its rollback
 * @param leftBehind devices that say they run the bad image
 */
record DemoRolloutCounts(
        long finished,
        long updated,
        long stopped,
        long stoppedAfterSeconds,
        long touched,
        long budget,
        long rolledBack,
        long leftBehind) {
    private static final String SQL =
            """
            SELECT (SELECT count(*) FROM rollouts WHERE rollout_id = '%1$s' AND status = 'FINISHED'),
                   (SELECT count(*) FROM devices WHERE site = '%2$s' AND firmware = '%3$s'),
                   (SELECT count(*) FROM rollout_steps WHERE rollout_id = '%4$s' AND step = 'ROLLBACK'
                       AND kind = 'DECISION' AND reason LIKE 'HARM:%%'),
                   (SELECT coalesce(round(extract(epoch FROM max(written_at) FILTER (WHERE step = 'ROLLBACK')
                           - min(written_at) FILTER (WHERE step = 'RELEASE'))), 0)
                      FROM rollout_steps WHERE rollout_id = '%4$s'),
                   (SELECT count(DISTINCT device_id) FROM rollout_executions
                     WHERE job_id = '%4$s' AND status <> 'CANCELED'),
                   (SELECT coalesce(max(budget), 0) FROM rollouts WHERE rollout_id = '%4$s'),
                   (SELECT count(DISTINCT device_id) FROM rollout_executions
                     WHERE job_id = '%6$s' AND status = 'SUCCEEDED'),
                   (SELECT count(*) FROM devices WHERE firmware = '%5$s')\
            """;

    /** What the tables say now. */
    static DemoRolloutCounts of(Outputs outputs) throws SQLException {
        String sql =
                SQL.formatted(
                        DemoRollout.GOOD.id(),
                        DemoRollout.GOOD.site(),
                        DemoRollout.GOOD.version(),
                        DemoRollout.BAD.id(),
                        DemoRollout.BAD.version(),
                        DemoRollout.BAD.rollbackJob());
        List<Long> row =
                outputs.query(sql).rows().get(0).stream()
                        .map(each -> ((Number) each).longValue())
                        .toList();
        return new DemoRolloutCounts(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                row.get(4),
                row.get(5),
                row.get(6),
                row.get(7));
    }

    /** Whether the tables have all of it. */
    boolean isSettled() {
        return invariants().stream().allMatch(Invariant::ok);
    }

    /** Figures by name. */
    Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("rolloutGoodUpdated", updated);
        figures.put("rolloutBadTouched", touched);
        figures.put("rolloutBadRolledBack", rolledBack);
        figures.put("rolloutBadStoppedAfterSeconds", stoppedAfterSeconds);
        return figures;
    }

    /** What must hold. */
    List<Invariant> invariants() {
        return List.of(
                Invariant.equal("rollouts: the good one finished by itself", 1, finished),
                Invariant.equal(
                        "rollouts: its devices = devices that run the good image",
                        DemoFleet.MOTORS_OF_A_SITE,
                        updated),
                Invariant.equal("rollouts: the bad one stopped itself, for harm", 1, stopped),
                Invariant.equal(
                        "rollouts: devices that had the bad image, beyond the budget",
                        0,
                        Math.max(0, touched - budget)),
                Invariant.equal(
                        "rollouts: devices that had the bad image = rolled back",
                        touched,
                        rolledBack),
                Invariant.equal("rollouts: devices left with the bad image", 0, leftBehind));
    }
}
