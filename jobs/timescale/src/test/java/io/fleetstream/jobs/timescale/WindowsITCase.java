package io.fleetstream.jobs.timescale;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.ArchivedFile;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows, late readings and archived files, between a real Kafka and a real PostgreSQL. */
class WindowsITCase extends WithRunningJob {
    @Test
    void keepsTheGreatestRevisionOfAWindow() {
        send(List.of(window(0, 10), window(1, 11)));
        send(List.of(window(0, 10)));
        send(List.of(window(3, 13), window(2, 12)));

        JOB.rows()
                .await(
                        "SELECT revision, count, mean, scope, encode(sketch, 'hex'), early,"
                                + " window_end - window_start FROM window_aggregates WHERE subject"
                                + " = 'w-1'",
                        "3,13,21.5,DEVICE,0102,false,00:01:00");
    }

    @Test
    void writesLateReadingsOnceAndLeavesTheirCorrectionAlone() throws Exception {
        LateReading late = late("late-1");
        JOB.topics()
                .send(
                        Topics.TELEMETRY_LATE_READINGS,
                        LateReading.class,
                        LateReading::getDeviceId,
                        List.of(late, late));
        JOB.rows().awaitCount("late_readings WHERE device_id = 'late-1' AND values = 2", 1);
        JOB.rows().run("UPDATE late_readings SET corrected_at = '2026-03-02 00:00:00+00'");

        JOB.topics()
                .send(
                        Topics.TELEMETRY_LATE_READINGS,
                        LateReading.class,
                        LateReading::getDeviceId,
                        List.of(late, late("late-2")));

        JOB.rows().awaitCount("late_readings WHERE device_id = 'late-2'", 1);
        JOB.rows().awaitCount("late_readings WHERE corrected_at IS NOT NULL", 1);
    }

    @Test
    void writesWhatHasBeenArchived() {
        ArchivedFile file =
                ArchivedFile.newBuilder()
                        .setPath("readings/org=acme/dt=2026-03-01/hour=12/a.parquet")
                        .setDataset("readings")
                        .setOrg("acme")
                        .setHour(TestReadings.NOON)
                        .setRows(7)
                        .setBytes(700)
                        .setFirstTime(TestReadings.NOON)
                        .setLastTime(TestReadings.NOON.plusSeconds(1))
                        .setFirstDevice("a")
                        .setLastDevice("b")
                        .build();
        JOB.topics()
                .send(
                        Topics.ARCHIVE_FILES,
                        ArchivedFile.class,
                        ArchivedFile::getPath,
                        List.of(file, file));

        JOB.rows().awaitCount("archived_files WHERE rows = 7 AND bytes = 700", 1);
    }

    private static void send(List<WindowAggregate> windows) {
        JOB.topics()
                .send(
                        Topics.TELEMETRY_AGGREGATES,
                        WindowAggregate.class,
                        WindowAggregate::getSubject,
                        windows);
    }

    private static WindowAggregate window(int revision, long count) {
        return WindowAggregate.newBuilder()
                .setScope(AggregateScope.DEVICE)
                .setSubject("w-1")
                .setDeviceId("w-1")
                .setOrg("acme")
                .setMetric("temperature")
                .setWindowName("1m")
                .setWindowStart(TestReadings.NOON)
                .setWindowEnd(TestReadings.NOON.plusSeconds(60))
                .setRevision(revision)
                .setCount(count)
                .setSamples(count)
                .setMean(21.5)
                .setSketch(ByteBuffer.wrap(new byte[] {1, 2}))
                .setGood(count)
                .setUncertain(0)
                .setBad(0)
                .setDevices(1)
                .setReceivedAt(TestReadings.NOON)
                .build();
    }

    private static LateReading late(String device) {
        return LateReading.newBuilder()
                .setDeviceId(device)
                .setOrg("acme")
                .setEventTime(TestReadings.NOON)
                .setReceivedAt(TestReadings.NOON.plusSeconds(86_400))
                .setBehindMicros(1_000_000)
                .setValues(2)
                .setSourcePartition(1)
                .setSourceOffset(device.hashCode())
                .build();
    }
}
