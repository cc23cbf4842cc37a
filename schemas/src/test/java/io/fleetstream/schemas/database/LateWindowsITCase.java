package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Windows of late readings are corrected from the stored rows. */
class LateWindowsITCase {
    private static final long SEED = 20_261_121;
    private static final long HOUR = 3_600;

    private static TestDatabase database;
    private static DatabaseMaintenance maintenance;

    /** Beginning of an hour of the day before yesterday, epoch seconds. */
    private static long start;

    private record Value(long second, double value, String quality, long samples, double sd) {
        boolean counts() {
            return !quality.equals("BAD");
        }
    }

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        DatabaseMaintenanceITCase.stopJobs(database);
        maintenance = DatabaseMaintenance.of(database.dataSource());
        start =
                Long.parseLong(
                        SqlRows.of(
                                        database,
                                        "SELECT extract(epoch FROM date_trunc('hour', now() -"
                                                + " INTERVAL '2 days'))::bigint")
                                .get(0));
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    @AfterEach
    void empty() throws SQLException {
        database.execute("TRUNCATE device_readings, window_aggregates, late_readings, raw_days");
    }

    @Test
    void computesWhatTheJobWouldHaveSaid() throws SQLException {
        List<Value> values = randomValues();
        insert(values);
        window("1m", start + 120, 60, 4, 1);
        window("1m", start + 180, 60, 4, 1);
        window("1h", start, 3_600, 4, 1);
        late(
                values.stream()
                        .filter(value -> value.second >= start + 125)
                        .findFirst()
                        .orElseThrow());

        assertThat(maintenance.run(false))
                .filteredOn(step -> step.task().equals("correct"))
                .hasSize(1);

        assertWindow(values, "1h", start, HOUR);
        assertWindow(values, "1m", start + 120, 60);
        assertThat(rows("SELECT window_name, revision, late FROM window_aggregates ORDER BY 1, 2"))
                .as("the neighbour is as it was; 5m is not computed, since nobody has such windows")
                .containsExactly("1h,5,2", "1m,4,1", "1m,5,2");
        assertThat(rows("SELECT corrected_at IS NOT NULL FROM late_readings")).containsExactly("t");
        assertThat(maintenance.run(false))
                .filteredOn(step -> step.task().equals("correct"))
                .isEmpty();
    }

    @Test
    void makesWindowsThereWereNone() throws SQLException {
        Value only = new Value(start + 61, 21.5, "GOOD", 1, 0);
        insert(only);
        late(only);
        maintenance.run(false);

        assertThat(
                        rows(
                                "SELECT window_name, revision, mean, sd, p99, time_weighted_mean,"
                                        + " site FROM window_aggregates ORDER BY 1"))
                .containsExactly(
                        "1h,0,21.5,,21.5,21.5,hall",
                        "1m,0,21.5,,21.5,21.5,hall",
                        "5m,0,21.5,,21.5,21.5,hall");
    }

    @Test
    void correctsKindsOfWindowsThatNoSettingNames() throws SQLException {
        Value value = new Value(start + 61, 21.5, "GOOD", 1, 0);
        insert(value);
        late(value);
        window("10s", start + 60, 10, 0, 0);
        window("2h", start, 2 * HOUR, 0, 0);
        window("session-30m", start + 61, 1_800, 0, 0);
        maintenance.run(false);

        assertThat(
                        rows(
                                "SELECT window_name, revision, mean FROM window_aggregates"
                                        + " ORDER BY 1"))
                .containsExactly("10s,1,21.5", "2h,0,", "session-30m,0,");
    }

    @Test
    void leavesWindowsAloneThatSayItAlready() throws SQLException {
        List<Value> values = randomValues();
        insert(values);
        window("1h", start, HOUR, 0, 0);
        Value again = values.get(5);
        late(again);
        maintenance.run(false);
        database.execute(
                "UPDATE window_aggregates SET sketch = '\\x01', mean = mean * (1 + 1e-12),"
                        + " sd = sd * (1 - 1e-12); UPDATE late_readings SET corrected_at = NULL");
        maintenance.run(false);

        String state = "SELECT revision, late, sketch IS NULL FROM window_aggregates";
        assertThat(rows(state)).containsExactly("1,1,f");
        assertThat(rows("SELECT corrected_at IS NOT NULL FROM late_readings")).containsExactly("t");

        database.execute(
                "UPDATE device_readings SET value = value + 0.01 WHERE time = to_timestamp("
                        + again.second
                        + "); UPDATE late_readings SET corrected_at = NULL");
        maintenance.run(false);

        assertThat(rows(state)).containsExactly("2,2,t");
    }

    @Test
    void waitsForRowsThatAreNotThereYet() throws SQLException {
        Value first = new Value(start + 61, 21.5, "GOOD", 1, 0);
        Value second = new Value(start + 62, 22.5, "BAD", 1, 0);
        insert(first);
        late(first);
        late(second);

        assertThat(maintenance.run(false))
                .filteredOn(MaintenanceStep::isHeld)
                .extracting(MaintenanceStep::detail)
                .containsExactly("1 of 2 late readings are not in device_readings yet");
        insert(second);
        maintenance.run(false);

        assertThat(
                        rows(
                                "SELECT revision, count, bad, late FROM window_aggregates WHERE"
                                        + " window_name = '1h'"))
                .containsExactly("1,1,1,2");
    }

    @Test
    void leavesWindowsAloneThatMayStillBeRevisedByTheJob() throws SQLException {
        Value value = new Value(start + 61, 21.5, "GOOD", 1, 0);
        insert(value);
        late(value);
        database.execute("UPDATE late_readings SET received_at = now() - INTERVAL '1 hour'");
        maintenance.run(false);

        assertThat(rows("SELECT corrected_at FROM late_readings")).containsExactly("");
    }

    private static List<Value> randomValues() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<Value> values = new ArrayList<>();
        for (long second = start + 3; second < start + HOUR + 60; second += 1 + random.nextInt(9)) {
            String quality =
                    random.nextInt(10) == 0 ? "BAD" : random.nextInt(5) == 0 ? "UNCERTAIN" : "GOOD";
            boolean summary = random.nextInt(6) == 0;
            values.add(
                    new Value(
                            second,
                            Math.round(1e5 * random.nextGaussian()) / 100.0,
                            quality,
                            summary ? 2 + random.nextInt(9) : 1,
                            summary ? random.nextDouble() : 0));
        }
        return values;
    }

    private static void assertWindow(List<Value> all, String name, long from, long length)
            throws SQLException {
        List<Value> inside =
                all.stream().filter(v -> v.second >= from && v.second < from + length).toList();
        List<Value> counted = inside.stream().filter(Value::counts).toList();
        List<Double> samples = new ArrayList<>();
        double sum = 0;
        double area = 0;
        for (int i = 0; i < counted.size(); i++) {
            Value value = counted.get(i);
            for (int n = 0; n < value.samples; n++) {
                samples.add(value.value);
            }
            sum += value.value * value.samples;
            long until = i + 1 < counted.size() ? counted.get(i + 1).second : from + length;
            area += value.value * (until - value.second);
        }
        double mean = sum / samples.size();
        double squares = 0;
        for (Value value : counted) {
            squares +=
                    value.samples * Math.pow(value.value - mean, 2)
                            + value.sd * value.sd * (value.samples - 1);
        }
        samples.sort(null);
        String expected =
                String.format(
                        Locale.ROOT,
                        "%d,%d,%.7f,%.7f,%.7f,%s,%s,%s,%.7f,%d,%d,%d",
                        counted.size(),
                        samples.size(),
                        sum,
                        mean,
                        Math.sqrt(squares / (samples.size() - 1)),
                        rank(samples, 0.5),
                        rank(samples, 0.95),
                        rank(samples, 0.99),
                        area / (from + length - counted.get(0).second),
                        quality(inside, "GOOD"),
                        quality(inside, "UNCERTAIN"),
                        quality(inside, "BAD"));

        assertThat(
                        rows(
                                "SELECT count, samples, round(sum::numeric, 7),"
                                    + " round(mean::numeric, 7), round(sd::numeric, 7),"
                                    + " p50::numeric(12, 2), p95::numeric(12, 2), p99::numeric(12,"
                                    + " 2), round(time_weighted_mean::numeric, 7), good, uncertain,"
                                    + " bad FROM window_aggregates WHERE window_name = '"
                                        + name
                                        + "' AND window_start = to_timestamp("
                                        + from
                                        + ")"))
                .containsExactly(expected);
    }

    private static String rank(List<Double> sorted, double q) {
        return String.format(
                Locale.ROOT, "%.2f", sorted.get((int) Math.floor(q * (sorted.size() - 1))));
    }

    private static long quality(List<Value> values, String quality) {
        return values.stream().filter(value -> value.quality.equals(quality)).count();
    }

    private static void insert(Value value) throws SQLException {
        insert(List.of(value));
    }

    private static void insert(List<Value> values) throws SQLException {
        database.execute(
                values.stream().map(LateWindowsITCase::row).collect(Collectors.joining(";")));
    }

    private static String row(Value value) {
        return """
        INSERT INTO device_readings (time, device_id, metric, value, quality, org, site,
            device_type, received_at, source_partition, source_offset, sample_count, sample_std)
        VALUES (to_timestamp(%d), 'd1', 'temperature', %s, '%s', 'acme', 'hall', 'thermostat',
            to_timestamp(%d), 0, %d, %s, %s)
        """
                .formatted(
                        value.second,
                        value.value,
                        value.quality,
                        value.second,
                        value.second,
                        value.samples > 1 ? Long.toString(value.samples) : "NULL",
                        value.samples > 1 ? Double.toString(value.sd) : "NULL");
    }

    private static void late(Value value) throws SQLException {
        database.execute(
                "INSERT INTO late_readings VALUES ('d1', 'acme', to_timestamp(%1$d), now() - INTERVAL '2 hours', 1, 1, 0, %1$d, 0)"
                        .formatted(value.second));
    }

    private static void window(String name, long from, long length, int revision, int late)
            throws SQLException {
        database.execute(
                """
                INSERT INTO window_aggregates (window_start, window_end, window_name, scope, subject,
                    metric, device_id, org, revision, count, samples, good, uncertain, bad, devices,
                    late, received_at)
                VALUES (to_timestamp(%d), to_timestamp(%d), '%s', 'DEVICE', 'd1', 'temperature', 'd1',
                    'acme', %d, 0, 0, 0, 0, 0, 1, %d, now())
                """
                        .formatted(from, from + length, name, revision, late));
    }

    private static List<String> rows(String query) throws SQLException {
        return SqlRows.of(database, query);
    }
}
