package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code v_device_latest} answers the same with and without what is kept aside for it. */
class DeviceLatestITCase {
    private static final String BY_ROWS =
            "SELECT DISTINCT ON (device_id, metric) device_id, metric, value FROM device_readings"
                    + " ORDER BY device_id, metric, time DESC";
    private static final String BY_VIEW =
            "SELECT device_id, metric, value FROM v_device_latest ORDER BY device_id, metric";

    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        connection = database.dataSource().getConnection();
    }

    @AfterAll
    static void drop() throws Exception {
        connection.close();
        database.close();
    }

    @AfterEach
    void empty() throws SQLException {
        database.execute(
                "TRUNCATE device_readings, device_latest, device_latest_parts;"
                        + " UPDATE device_latest_state SET settled_until = '-infinity'");
    }

    @Test
    void readsRowsAsLongAsTheyAreFew() throws SQLException {
        insert("d1", "now() - INTERVAL '1 hour'", 1);
        refresh("SELECT fleet_refresh_latest()");

        insert("d1", "now() - INTERVAL '30 minutes'", 2);
        insert("d2", "TIMESTAMPTZ '2023-05-01 12:00:00Z'", 3);

        assertThat(answers(BY_VIEW)).isEqualTo(answers(BY_ROWS)).hasSize(3);
        assertThat(answers("SELECT count(*) FROM device_latest")).containsExactly("count", "0");
    }

    @Test
    void addsWhatWasMeasuredSinceTheRefresh() throws SQLException {
        insert("d1", "now() - INTERVAL '1 hour'", 1);
        insert("d2", "now() - INTERVAL '3 days'", 2);
        refreshThoroughly();
        insert("d1", "now()", 3);

        assertThat(answers("SELECT count(*) FROM device_latest")).containsExactly("count", "2");
        assertThat(answers(BY_VIEW)).isEqualTo(answers(BY_ROWS));
        refresh("SELECT fleet_refresh_latest(false, 0)");
        assertThat(answers(BY_VIEW)).isEqualTo(answers(BY_ROWS));
        assertThat(answers("SELECT value FROM device_latest WHERE device_id = 'd1'"))
                .containsExactly("value", "3");
    }

    @Test
    void doesNotGoBackForAnOlderValue() throws SQLException {
        insert("d1", "now() - INTERVAL '10 minutes'", 1);
        refreshThoroughly();
        insert("d1", "now() - INTERVAL '20 minutes'", 2);
        refreshThoroughly();

        assertThat(answers(BY_VIEW)).containsExactly("device_id,metric,value", "d1,temperature,1");
    }

    @Test
    void findsWhatCameVeryLateWhenItIsThorough() throws SQLException {
        insert("d1", "now() - INTERVAL '5 days'", 1);
        refreshThoroughly();
        insert("d1", "now() - INTERVAL '2 days'", 2);
        insert("d2", "TIMESTAMPTZ '2023-05-01 12:00:00Z'", 3);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            refreshThoroughly();
                            assertThat(answers(BY_VIEW)).isEqualTo(answers(BY_ROWS));
                        });
    }

    @Test
    void keepsTheLastValueOfADeviceWhoseRowsAreGone() throws SQLException {
        insert("d1", "now() - INTERVAL '1 hour'", 1);
        refreshThoroughly();
        database.execute("DELETE FROM device_readings");

        assertThat(answers(BY_VIEW)).containsExactly("device_id,metric,value", "d1,temperature,1");
    }

    private static void refreshThoroughly() throws SQLException {
        refresh("SELECT fleet_refresh_latest(true, 0)");
    }

    /** On a connection of its own, as the maintenance does. */
    private static void refresh(String sql) throws SQLException {
        database.execute(sql);
    }

    private static void insert(String device, String time, double value) throws SQLException {
        database.execute(
                "INSERT INTO device_readings (time, device_id, metric, value, org, site,"
                        + " device_type, received_at, source_partition, source_offset) VALUES ("
                        + time
                        + ", '"
                        + device
                        + "', 'temperature', "
                        + value
                        + ", 'acme', 'hall', 'thermostat', now(), 0, 0)");
    }

    private static List<String> answers(String sql) throws SQLException {
        return Answers.of(connection, sql);
    }
}
