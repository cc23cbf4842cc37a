package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/**
 * Failures of the database, of its rows and of a TaskManager, between real services. {@code
 * -Dfleet.outage.seconds=60} for a longer outage.
 */
class OutageITCase extends WithRunningJob {
    private static final Duration AWAY =
            Duration.ofSeconds(Integer.getInteger("fleet.outage.seconds", 25));

    @Test
    @DisabledIfEnvironmentVariable(
            named = "FLEET_POSTGRES_URL",
            matches = ".+",
            disabledReason = "a server of somebody else is not killed")
    void restartsNothingAndLosesNothingWhileTheDatabaseIsAwayUnderLoad(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        try (Load load = new Load("away", 500)) {
            load.start(JOB);
            JOB.rows().awaitAtLeast("device_readings WHERE device_id LIKE 'away-%'", 2_000);

            SANDBOX.postgres().kill();
            long sentBefore = load.sent();
            load.awaitSeconds(AWAY.toSeconds());
            assertThat(JOB.client().getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
            SANDBOX.postgres().start();
            Instant back = Instant.now();

            await().atMost(RunningJob.PATIENCE)
                    .until(() -> stored() >= 2 * load.sent() - 2 * load.perSecond());
            double seconds = Duration.between(back, Instant.now()).toMillis() / 1e3;
            double rate = (load.sent() - sentBefore) / seconds;
            System.out.printf("drained at %.0f/s beside %d/s%n", rate, load.perSecond());
            assertThat(rate).isGreaterThanOrEqualTo(2.0 * load.perSecond());
            load.stop();

            int sent = Math.toIntExact(load.sent());
            JOB.rows().awaitCount("device_readings WHERE device_id LIKE 'away-%'", 2L * sent);
            assertThat(
                            JOB.rows()
                                    .of(
                                            "SELECT sum(value)::bigint, count(DISTINCT time) FROM"
                                                + " device_readings WHERE device_id LIKE 'away-%'"
                                                + " AND metric = 'humidity'"))
                    .containsExactly(
                            IntStream.range(0, sent).mapToLong(i -> 40 + i % 7).sum() + "," + sent);
        }
        assertThat(restarted(cluster)).isFalse();
    }

    @Test
    void setsAsideThePoisonousOfFiveThousandReadings(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        List<Reading> readings = new ArrayList<>(Readings.of("poisoned", 0, 5_000));
        Reading poison =
                TestReadings.reading("poisoned-x")
                        .source(2, 4_711, 3)
                        .metric("tempe\0rature", 1, "Cel")
                        .metric("humidity", 41, "%")
                        .metric("pres\0sure", 1, "Pa")
                        .build();
        readings.add(2_500, poison);

        Readings.send(JOB, readings);
        Readings.send(JOB, readings);

        JOB.rows().awaitCount("device_readings WHERE device_id LIKE 'poisoned-%'", 10_001);
        JOB.rows()
                .await(
                        "SELECT reason, stage, message, device_id, source_topic, source_partition,"
                                + " source_index, payload_bytes FROM dead_letters WHERE"
                                + " source_offset = 4711",
                        "SINK_REJECTED,readings-table,SQLSTATE 22021, table device_readings,"
                                + " column metric,poisoned-x,telemetry.raw,2,3,null");
        List<DeadLetter> letters =
                JOB.topics().read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class);
        // of two rows; sent twice: refused twice, or once where both came into one batch; one row
        // of the table, which is by reading
        assertThat(letters)
                .hasSizeBetween(2, 4)
                .allSatisfy(
                        letter ->
                                assertThat(letter.getReason()).isEqualTo(ReasonCode.SINK_REJECTED));
        assertThat(restarted(cluster)).isFalse();
    }

    @Test
    void losesAndDoublesNothingWhenATaskManagerDiesMidStream(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        Readings.send(JOB, Readings.of("killed", 0, 2_000));
        JOB.rows().awaitCount("device_readings WHERE device_id LIKE 'killed-%'", 4_000);
        Readings.send(JOB, Readings.of("killed", 2_000, 4_000));

        cluster.terminateTaskManager(0).get();
        Readings.send(JOB, Readings.of("killed", 4_000, 6_000));
        cluster.startTaskManager();

        JOB.rows().awaitCount("device_readings WHERE device_id LIKE 'killed-%'", 12_000);
        assertThat(
                        JOB.rows()
                                .of(
                                        "SELECT sum(value)::bigint FROM device_readings WHERE"
                                            + " device_id LIKE 'killed-%' AND metric = 'humidity'"))
                .containsExactly(
                        Long.toString(IntStream.range(0, 6_000).mapToLong(i -> 40 + i % 7).sum()));
    }

    private static long stored() {
        return JOB.rows().count("device_readings WHERE device_id LIKE 'away-%'");
    }

    private static boolean restarted(MiniCluster cluster) throws Exception {
        return cluster.getExecutionGraph(JOB.client().getJobID())
                        .get()
                        .getStatusTimestamp(JobStatus.RESTARTING)
                != 0;
    }
}
