package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceHour;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.SequenceEventKind;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.database.DatabaseMigrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between a real Kafka and a real PostgreSQL. */
class TimescaleJobITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY, Service.POSTGRES);

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static TopicClient topics;

    @TempDir private Path checkpoints;
    private JobClient job;

    @BeforeAll
    static void prepare() {
        topics = new TopicClient(kafka());
        topics.createTopics(4);
        DatabaseMigrator.migrate(
                SANDBOX.postgres().url(),
                SANDBOX.postgres().user(),
                () -> password().toCharArray());
    }

    @AfterAll
    static void closeClient() {
        topics.close();
    }

    @BeforeEach
    void startJob() throws Exception {
        Configuration configuration = StrictFlink.configuration(Duration.ofSeconds(1), checkpoints);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        TimescaleConfig config = new TimescaleConfig(kafka(), "fleet-timescale", postgres());
        SchemaGuard.register(
                kafka(), Map.of(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema()));
        TimescaleTopology.build(
                env,
                config,
                TimescaleSources.kafka(config),
                TimescaleSinks.postgres(config, env.getCheckpointConfig()));
        job = env.executeAsync("timescale");
    }

    @AfterEach
    void stopJob() throws Exception {
        job.cancel().get();
        await().atMost(PATIENCE).until(() -> job.getJobStatus().get().isGloballyTerminalState());
    }

    @Test
    void writesOneRowPerValueAndTheSameRowsWhenRedelivered() {
        List<Reading> readings = readings("redelivered", 0, 500);
        send(readings);
        send(readings);
        Reading corrected =
                TestReadings.reading("redelivered-0")
                        .at(TestReadings.NOON)
                        .metric("temperature", 99.0, "Cel")
                        .build();
        send(List.of(corrected));

        awaitCount("device_readings WHERE device_id LIKE 'redelivered-%'", 1_000);
        awaitCount(
                "device_readings WHERE device_id = 'redelivered-0' AND time = '2026-03-01"
                        + " 12:00:00+00' AND metric = 'temperature' AND value = 99",
                1);
        assertThat(
                        rows(
                                "SELECT time AT TIME ZONE 'UTC', device_id, metric, value, unit,"
                                        + " quality, org, site, device_type, model, sequence,"
                                        + " source_partition, source_offset, source_index FROM"
                                        + " device_readings WHERE device_id = 'redelivered-1' AND"
                                        + " metric = 'humidity' ORDER BY time LIMIT 1"))
                .containsExactly(
                        "2026-03-01 12:00:00.001,redelivered-1,humidity,41,%,GOOD,acme,berlin,"
                                + "thermostat,null,1,3,1,0");
    }

    @Test
    void losesAndDoublesNothingWhenATaskManagerDiesMidStream(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        send(readings("killed", 0, 2_000));
        awaitCount("device_readings WHERE device_id LIKE 'killed-%'", 4_000);
        send(readings("killed", 2_000, 4_000));

        cluster.terminateTaskManager(0).get();
        send(readings("killed", 4_000, 6_000));
        cluster.startTaskManager();

        awaitCount("device_readings WHERE device_id LIKE 'killed-%'", 12_000);
        assertThat(
                        rows(
                                "SELECT sum(value)::bigint FROM device_readings WHERE device_id"
                                        + " LIKE 'killed-%' AND metric = 'humidity'"))
                .containsExactly(
                        Long.toString(IntStream.range(0, 6_000).mapToLong(i -> 40 + i % 7).sum()));
    }

    @Test
    void catchesUpAfterTheDatabaseWasAway() throws Exception {
        send(readings("away", 0, 100));
        awaitCount("device_readings WHERE device_id LIKE 'away-%'", 200);

        SANDBOX.postgres().kill();
        send(readings("away", 100, 200));
        assertThat(job.getJobStatus().get()).isIn(JobStatus.RUNNING, JobStatus.RESTARTING);
        SANDBOX.postgres().start();

        awaitCount("device_readings WHERE device_id LIKE 'away-%'", 400);
    }

    @Test
    void setsAsideWhatItCannotDecodeAndGoesOn() {
        int before = topics.read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class).size();
        topics.sendBytes(Topics.TELEMETRY_READINGS, "d1", new byte[] {1, 2, 3});
        topics.sendBytes(Topics.DEVICE_STATUS, "d1", "maybe".getBytes(StandardCharsets.UTF_8));
        topics.sendBytes(
                Topics.DEVICE_STATUS, "x".repeat(8_000), "online".getBytes(StandardCharsets.UTF_8));
        send(readings("after-poison", 0, 10));

        awaitCount("device_readings WHERE device_id LIKE 'after-poison-%'", 20);
        awaitCount(
                "dead_letters WHERE job = 'timescale' AND stage = 'decode-readings' AND reason ="
                        + " 'UNREADABLE_RECORD' AND source_topic = 'telemetry.readings' AND"
                        + " payload_bytes = 3",
                1);
        awaitCount("dead_letters WHERE stage = 'parse-status' AND reason = 'NOT_JSON'", 1);
        awaitCount("dead_letters WHERE stage = 'parse-status' AND reason = 'UNKNOWN_DEVICE'", 1);
        assertThat(topics.read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class))
                .hasSize(before + 3);
    }

    @Test
    void keepsTheLastDeadLetterOfARecord() {
        DeadLetter letter = letter("x".repeat(500) + "\0");
        topics.send(
                Topics.TELEMETRY_DEAD_LETTERS,
                DeadLetter.class,
                DeadLetter::getDeviceId,
                List.of(letter, letter));

        awaitCount("dead_letters WHERE source_offset = 4711 AND message LIKE '%' || U&'\\FFFD'", 1);
    }

    @Test
    void keepsTheRecordOfAnHourThatKnowsMore() {
        hour("hour-1", 10, 6, 4);
        hour("hour-1", 12, 10, 0);
        hour("hour-1", 12, 6, 4);
        hour("hour-1", 10, 6, 4);
        hour("hour-2", 1, 1, 0);

        awaitCount("device_hours WHERE device_id = 'hour-2'", 1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows(
                                                        "SELECT received, stored, parked, rejected,"
                                                                + " rejected_total, duplicated FROM"
                                                                + " device_hours WHERE device_id ="
                                                                + " 'hour-1'"))
                                        .containsExactly(
                                                "12,10,0,{\"NOT_JSON\": 1, \"WRONG_TYPE\":"
                                                        + " 1},2,0"));
    }

    @Test
    void writesWhatCountersTellOnceHoweverOftenItIsDelivered() {
        SequenceEvent gap =
                SequenceEvent.newBuilder()
                        .setDeviceId("gap-1")
                        .setKind(SequenceEventKind.GAP)
                        .setFromSequence(3)
                        .setToSequence(4)
                        .setEventTime(TestReadings.NOON)
                        .setReceivedAt(TestReadings.NOON)
                        .setSourcePartition(0)
                        .setSourceOffset(5)
                        .build();
        topics.send(
                Topics.TELEMETRY_SEQUENCE_EVENTS,
                SequenceEvent.class,
                SequenceEvent::getDeviceId,
                List.of(gap, gap));

        awaitCount("device_sequence_events WHERE device_id = 'gap-1'", 1);
    }

    @Test
    void settlesADeadLetterWhoseReplayWasStored() {
        DeadLetter stored = replayable(8_001);
        DeadLetter refusedAgain = replayable(8_002);
        refusedAgain.setHeaders(
                List.of(
                        new RawHeader(
                                RecordHeaders.REPLAY_ID,
                                ByteBuffer.wrap("r1".getBytes(StandardCharsets.UTF_8)))));
        topics.send(
                Topics.TELEMETRY_DEAD_LETTERS,
                DeadLetter.class,
                DeadLetter::getDeviceId,
                List.of(stored, refusedAgain, replayable(8_003)));
        Reading reading = TestReadings.reading("replayed-1").source(1, 8_001, 0).build();
        reading.setReplayId("r1");
        reading.setFlags(List.of(ReadingFlag.SKEWED, ReadingFlag.REPLAYED));
        send(List.of(reading));

        awaitCount("dead_letter_replays", 1);
        awaitCount("dead_letters WHERE device_id = 'replayed-1'", 3);
        assertThat(
                        rows(
                                "SELECT source_offset, state, stored_by FROM v_dead_letters WHERE"
                                        + " device_id = 'replayed-1' ORDER BY source_offset"))
                .containsExactly("8001,STORED,r1", "8002,REFUSED_AGAIN,null", "8003,OPEN,null");
        awaitCount(
                "device_readings WHERE device_id = 'replayed-1' AND flags = 'SKEWED,REPLAYED'", 1);
    }

    @Test
    void mergesWhatTheOperatorAndIngestSayAboutADevice() {
        facts("dev-1", "topic-org", "1.0");
        awaitRow("dev-1", "topic-org,false,1.0,null,{}");

        registry(device("dev-1", "registry-org"));
        awaitRow("dev-1", "registry-org,true,1.0,m1,{\"floor\": \"3\"}");

        facts("dev-1", "topic-org", "1.1");
        awaitRow("dev-1", "registry-org,true,1.1,m1,{\"floor\": \"3\"}");

        topics.sendBytes(Topics.DEVICE_REGISTRY, "dev-1", null);
        awaitRow("dev-1", "registry-org,false,1.1,null,{}");

        topics.sendBytes(Topics.DEVICE_REGISTRY, "dev-unknown", null);
        registry(device("dev-2", "registry-org"));
        awaitRow("dev-2", "registry-org,true,null,m1,{\"floor\": \"3\"}");
        assertThat(count("devices WHERE device_id = 'dev-unknown'")).isZero();
    }

    @Test
    void keepsTheHistoryOfStatusMessages() {
        topics.sendBytes(
                Topics.DEVICE_STATUS,
                "st-1",
                "{\"status\":\"online\",\"ts\":1772366400000,\"battery\":87,\"signal\":-61}"
                        .getBytes(StandardCharsets.UTF_8));
        topics.sendBytes(
                Topics.DEVICE_STATUS,
                "st-1",
                "{\"status\":\"offline\",\"reason\":\"connection-lost\"}"
                        .getBytes(StandardCharsets.UTF_8));

        awaitCount("device_status WHERE device_id = 'st-1'", 2);
        assertThat(
                        rows(
                                "SELECT status, battery, signal, device_time AT TIME ZONE 'UTC'"
                                        + " FROM device_status WHERE device_id = 'st-1' ORDER BY"
                                        + " source_offset"))
                .containsExactly("online,87,-61,2026-03-01 12:00:00", "offline,null,null,null");
    }

    private static List<Reading> readings(String fleet, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i ->
                                TestReadings.reading(fleet + "-" + i % 10)
                                        .at(TestReadings.NOON.plusMillis(i))
                                        .sequence(i)
                                        .source(3, i, 0)
                                        .metric("temperature", 20 + i % 5, "Cel")
                                        .metric("humidity", 40 + i % 7, "%")
                                        .build())
                .toList();
    }

    private static void send(List<Reading> readings) {
        topics.send(Topics.TELEMETRY_READINGS, Reading.class, Reading::getDeviceId, readings);
    }

    private static void facts(String device, String org, String firmware) {
        DeviceFacts facts =
                DeviceFacts.newBuilder()
                        .setDeviceId(device)
                        .setOrg(org)
                        .setSite("berlin")
                        .setDeviceType("thermostat")
                        .setFirstSeen(TestReadings.NOON)
                        .setFirmware(firmware)
                        .setUpdatedAt(TestReadings.NOON)
                        .build();
        topics.send(
                Topics.DEVICE_FACTS, DeviceFacts.class, DeviceFacts::getDeviceId, List.of(facts));
    }

    private static void registry(Device device) {
        topics.send(Topics.DEVICE_REGISTRY, Device.class, Device::getDeviceId, List.of(device));
    }

    private static Device device(String id, String org) {
        return Device.newBuilder()
                .setDeviceId(id)
                .setOrg(org)
                .setSite("berlin")
                .setDeviceType("thermostat")
                .setModel("m1")
                .setTags(Map.of("floor", "3"))
                .setLatitude(52.5)
                .setStatus(DeviceStatus.ACTIVE)
                .setUpdatedAt(TestReadings.NOON)
                .build();
    }

    private static DeadLetter letter(String message) {
        return DeadLetter.newBuilder()
                .setReason(ReasonCode.NOT_JSON)
                .setMessage(message)
                .setJob("ingest")
                .setJobVersion("0.1.0")
                .setStage("parse")
                .setDeviceId("d1")
                .setSourceTopic(Topics.TELEMETRY_RAW)
                .setSourcePartition(1)
                .setSourceOffset(4711)
                .setSourceTimestamp(Instant.EPOCH)
                .build();
    }

    private static DeadLetter replayable(long offset) {
        DeadLetter letter = letter("unknown");
        letter.setDeviceId("replayed-1");
        letter.setSourceOffset(offset);
        return letter;
    }

    private static void hour(String device, long received, long stored, long parked) {
        DeviceHour hour =
                DeviceHour.newBuilder()
                        .setDeviceId(device)
                        .setHour(TestReadings.NOON)
                        .setPart(17)
                        .setOrg("acme")
                        .setSite("berlin")
                        .setDeviceType("thermostat")
                        .setReceived(received)
                        .setStored(stored)
                        .setDuplicated(0)
                        .setRejected(Map.of("WRONG_TYPE", 1L, "NOT_JSON", 1L))
                        .setParked(parked)
                        .setUpdatedAt(TestReadings.NOON.plusSeconds(received))
                        .build();
        topics.send(
                Topics.TELEMETRY_DEVICE_HOURS,
                DeviceHour.class,
                DeviceHour::getDeviceId,
                List.of(hour));
    }

    private static void awaitRow(String device, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows(
                                                        "SELECT org, registered, firmware, model,"
                                                            + " tags FROM devices WHERE device_id ="
                                                            + " '"
                                                                + device
                                                                + "'"))
                                        .containsExactly(expected));
    }

    private static void awaitCount(String table, long expected) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedSqlException.class)
                .untilAsserted(() -> assertThat(count(table)).isEqualTo(expected));
    }

    private static long count(String table) {
        return Long.parseLong(rows("SELECT count(*) FROM " + table).get(0));
    }

    private static List<String> rows(String sql) {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                Stream.Builder<String> row = Stream.builder();
                for (int i = 1; i <= columns; i++) {
                    String text = result.getString(i);
                    row.add(
                            switch (String.valueOf(text)) {
                                case "t" -> "true";
                                case "f" -> "false";
                                default -> String.valueOf(text);
                            });
                }
                rows.add(String.join(",", row.build().toList()));
            }
            return rows;
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private static KafkaSettings kafka() {
        return new KafkaSettings(
                SANDBOX.kafka().bootstrapServers(), SANDBOX.schemaRegistry().url(), Map.of());
    }

    private static PostgresSettings postgres() {
        return new PostgresSettings(
                SANDBOX.postgres().url(),
                SANDBOX.postgres().user(),
                SANDBOX.postgres().passwordFile().toString(),
                500,
                1 << 23,
                Duration.ofMillis(200),
                Duration.ofSeconds(60));
    }

    private static String password() {
        try {
            return Files.readString(SANDBOX.postgres().passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database did not answer; it may later. */
    private static final class UncheckedSqlException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedSqlException(SQLException cause) {
            super(cause);
        }
    }
}
