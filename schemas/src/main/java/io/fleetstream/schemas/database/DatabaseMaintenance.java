package io.fleetstream.schemas.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Looks after the tables of a migrated database: daily partitions ahead, policies, windows of late
 * readings, roll-ups, retention. How long what is kept stands in the table fleet_settings.
 *
 * <p>Each step is a transaction of its own, and repeating any of it is safe. On TimescaleDB the
 * database runs the same by itself; on plain PostgreSQL somebody has to call this, about hourly.
 */
public final class DatabaseMaintenance {
    private static final String COLUMNS =
            "SELECT task, subject, range_start, range_end, rows, action, detail FROM ";

    private final DataSource dataSource;

    private DatabaseMaintenance(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Of a database in which {@link DatabaseMigrator} has been. */
    public static DatabaseMaintenance of(DataSource dataSource) {
        return new DatabaseMaintenance(dataSource);
    }

    /**
     * Of a database in which {@link DatabaseMigrator} has been.
     *
     * @param jdbcUrl {@code jdbc:postgresql://…}, without password
     * @param user database role; must own the tables
     * @param password asked once, and cleared after use
     */
    public static DatabaseMaintenance of(String jdbcUrl, String user, Supplier<char[]> password) {
        return of(DatabaseMigrator.dataSource(jdbcUrl, user, password));
    }

    /**
     * Does whatever is due. A step that fails stops no other, except that no raw row is dropped
     * before windows are corrected and rolled up from it.
     *
     * @param dryRun whether only to say what would be done; policies and partitions are left out
     * @return what was done, what had to be left alone, and what failed
     * @throws SQLException if the database cannot be reached, or was not migrated
     */
    public List<MaintenanceStep> run(boolean dryRun) throws SQLException {
        // autocommit: a step that fails takes back none before it
        try (Connection connection = connect()) {
            MaintenanceRun run = new MaintenanceRun(connection);
            if (!dryRun) {
                run.step("policy", "database", () -> query(connection, "fleet_apply_policies()"));
                run.step("partitions", "database", () -> makePartitions(connection));
            }
            run.step("correct", "window_aggregates", "fleet_correct_late(?)", dryRun);
            run.step("refresh", "device_metrics_1h", "fleet_refresh_rollups(?)", dryRun);
            run.step(
                    "refresh",
                    "device_metrics_1h",
                    () -> refreshContinuousAggregates(connection, dryRun));
            if (!dryRun) {
                run.step("refresh", "device_latest", () -> refreshLatest(connection));
            }
            if (run.hasFailed("correct") || run.hasFailed("refresh")) {
                run.hold("retention", "device_readings", "what is made of it failed above");
            } else {
                run.step("retention", "device_readings", "fleet_drop_raw(?)", dryRun);
            }
            run.step("retention", "window_aggregates", "fleet_drop_windows(?)", dryRun);
            run.step("retention", "others", "fleet_drop_others(?)", dryRun);
            run.step("retention", "shadows", "fleet_drop_shadows(?)", dryRun);
            run.step("retention", "commands", "fleet_drop_commands(?)", dryRun);
            run.step("retention", "alarms", "fleet_drop_alarms(?)", dryRun);
            run.step("retention", "executions", "fleet_drop_executions(?)", dryRun);
            return run.steps();
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT to_regclass('fleet_settings') IS NOT NULL")) {
            found.next();
            if (found.getBoolean(1)) {
                return connection;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new SQLException("the tables are not there yet: run ./fleet db migrate first");
    }

    private static List<MaintenanceStep> makePartitions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet made =
                        statement.executeQuery(
                                "SELECT fleet_ensure_partitions(now() - INTERVAL '7 days',"
                                        + " now() + fleet_setting('partitions.ahead'))")) {
            made.next();
            return made.getInt(1) == 0
                    ? List.of()
                    : List.of(
                            new MaintenanceStep(
                                    "partitions",
                                    "database",
                                    null,
                                    null,
                                    null,
                                    "CREATE",
                                    made.getInt(1) + " days"));
        }
    }

    /** On TimescaleDB a job of the database does it every few minutes. */
    private static List<MaintenanceStep> refreshLatest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT to_regprocedure('fleet_refresh_latest(boolean, bigint)') IS NOT NULL");
            try (ResultSet known = statement.getResultSet()) {
                known.next();
                if (!known.getBoolean(1)) {
                    return List.of();
                }
            }
            try (ResultSet changed = statement.executeQuery("SELECT fleet_refresh_latest(true)")) {
                changed.next();
                long rows = changed.getLong(1);
                return rows == 0
                        ? List.of()
                        : List.of(
                                new MaintenanceStep(
                                        "refresh",
                                        "device_latest",
                                        null,
                                        null,
                                        rows,
                                        "REFRESH",
                                        ""));
            }
        }
    }

    /** Must be called outside a transaction, so not by a function of the database. */
    private static List<MaintenanceStep> refreshContinuousAggregates(
            Connection connection, boolean dryRun) throws SQLException {
        Map<String, MaintenanceStep> spans = new LinkedHashMap<>();
        for (MaintenanceStep day : query(connection, "fleet_rollup_ranges()")) {
            if (!dryRun) {
                refresh(connection, day);
            }
            spans.merge(day.subject(), day, DatabaseMaintenance::span);
        }
        return List.copyOf(spans.values());
    }

    private static void refresh(Connection connection, MaintenanceStep day) throws SQLException {
        try (PreparedStatement call =
                connection.prepareStatement(
                        "CALL refresh_continuous_aggregate(?::regclass, ?, ?)")) {
            call.setString(1, day.subject());
            call.setObject(2, day.from().atOffset(ZoneOffset.UTC));
            call.setObject(3, day.to().atOffset(ZoneOffset.UTC));
            call.execute();
        }
    }

    private static MaintenanceStep span(MaintenanceStep first, MaintenanceStep last) {
        return new MaintenanceStep(
                first.task(),
                first.subject(),
                first.from(),
                last.to(),
                null,
                first.action(),
                first.detail());
    }

    /** All settings, by key. */
    public List<DatabaseSetting> settings() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT key, value::text, coalesce(standard::text, ''), meaning"
                                        + " FROM fleet_settings ORDER BY key")) {
            List<DatabaseSetting> settings = new ArrayList<>();
            while (rows.next()) {
                settings.add(
                        new DatabaseSetting(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)));
            }
            return settings;
        }
    }

    /**
     * Changes settings, all or none, and brings the policies of TimescaleDB to them.
     *
     * @param values durations by key: {@code 7 days}, {@code P7D}
     * @return the policies that were changed
     * @throws SQLException if a value is no duration above 0, a key unknown, or the settings would
     *     contradict each other; its message names key, value and what is accepted; nothing is
     *     changed then
     */
    public List<MaintenanceStep> configure(Map<String, String> values) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (Map.Entry<String, String> value : values.entrySet()) {
                configure(connection, value.getKey(), value.getValue());
            }
            try {
                connection.commit();
            } catch (SQLException e) {
                throw new SQLException(ServerText.of(e), e.getSQLState(), e);
            }
            List<MaintenanceStep> steps = query(connection, "fleet_apply_policies()");
            connection.commit();
            return steps;
        }
    }

    private static void configure(Connection connection, String key, String value)
            throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement("SELECT fleet_configure(?, ?::interval)")) {
            set.setString(1, key);
            set.setString(2, value);
            set.execute();
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            // 22: no interval, or one out of range; 23514: not above 0
            if (state.startsWith("22") || state.equals("23514")) {
                throw new SQLException(
                        String.format(
                                "%s is '%s'; accepted: a duration above 0 such as 14 days or P14D",
                                key, value),
                        state,
                        e);
            }
            throw e;
        }
    }

    static List<MaintenanceStep> query(Connection connection, String function, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + function)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<MaintenanceStep> steps = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(
                            new MaintenanceStep(
                                    rows.getString(1),
                                    rows.getString(2),
                                    instant(rows.getTimestamp(3)),
                                    instant(rows.getTimestamp(4)),
                                    rows.getObject(5, Long.class),
                                    rows.getString(6),
                                    rows.getString(7) == null ? "" : rows.getString(7)));
                }
            }
            return steps;
        }
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
