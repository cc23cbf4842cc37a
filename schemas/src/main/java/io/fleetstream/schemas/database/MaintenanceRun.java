package io.fleetstream.schemas.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One run of {@link DatabaseMaintenance}: steps one after the other, each of which may fail. */
final class MaintenanceRun {
    /** What a step does, and then says. */
    @FunctionalInterface
    interface Work {
        List<MaintenanceStep> run() throws SQLException;
    }

    private final Connection connection;
    private final List<MaintenanceStep> steps = new ArrayList<>();

    MaintenanceRun(Connection connection) {
        this.connection = connection;
    }

    /** Does it; a failure is a step of its own. */
    void step(String task, String subject, Work work) {
        try {
            steps.addAll(work.run());
        } catch (SQLException e) {
            steps.add(
                    new MaintenanceStep(task, subject, null, null, null, "FAIL", ServerText.of(e)));
        }
    }

    /** Does what is a function of the database. */
    void step(String task, String subject, String function, boolean dryRun) {
        step(task, subject, () -> DatabaseMaintenance.query(connection, function, dryRun));
    }

    boolean hasFailed(String task) {
        return steps.stream().anyMatch(step -> step.isFailed() && step.task().equals(task));
    }

    void hold(String task, String subject, String reason) {
        steps.add(new MaintenanceStep(task, subject, null, null, null, "HOLD", reason));
    }

    List<MaintenanceStep> steps() {
        return List.copyOf(steps);
    }
}
