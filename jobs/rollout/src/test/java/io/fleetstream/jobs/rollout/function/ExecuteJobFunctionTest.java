package io.fleetstream.jobs.rollout.function;

import static io.fleetstream.jobs.rollout.function.JobHarness.appended;
import static io.fleetstream.jobs.rollout.function.JobHarness.queued;
import static io.fleetstream.jobs.rollout.function.JobHarness.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.domain.job.Effect;
import io.fleetstream.jobs.rollout.domain.job.JobLimits;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionCause;
import io.fleetstream.schemas.JobExecutionStatus;
import io.fleetstream.schemas.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class ExecuteJobFunctionTest {
    private static final long SEED = 20_261_121;

    @Test
    void aJobGoesDownAndItsEndComesUp() throws Exception {
        try (JobHarness job = new JobHarness(null)) {
            job.process(queued("d1", "fw", 0, "e1", 10));
            assertThat(job.messages())
                    .containsExactly(
                            "d1 notify {\"timestamp\":10,\"jobs\":{\"QUEUED\":[{\"jobId\":\"fw\","
                                    + "\"queuedAt\":10,\"lastUpdatedAt\":10,"
                                    + "\"executionNumber\":1,\"versionNumber\":1}]}}",
                            "d1 notify-next {\"timestamp\":10,\"execution\":{\"jobId\":\"fw\","
                                    + "\"status\":\"QUEUED\",\"queuedAt\":10,"
                                    + "\"lastUpdatedAt\":10,\"executionNumber\":1,"
                                    + "\"versionNumber\":1,\"jobDocument\":{\"do\":\"it\"}}}");
            job.process(request("d1", "start-next", "{}", 11));
            job.process(request("d1", "fw/update", "{'status':'SUCCEEDED'}", 12));
            assertThat(job.messages()).last().isEqualTo("d1 notify-next {\"timestamp\":12}");

            List<JobExecution> versions = job.executions();
            assertThat(versions)
                    .extracting(JobExecution::getStatus)
                    .containsExactly(
                            JobExecutionStatus.QUEUED,
                            JobExecutionStatus.IN_PROGRESS,
                            JobExecutionStatus.SUCCEEDED);
            JobExecution last = versions.get(2);
            assertThat(last.getVersionNumber()).isEqualTo(3);
            assertThat(last.getCause()).isEqualTo(JobExecutionCause.DEVICE);
            assertThat(last.getStartedAt()).isEqualTo(Instant.ofEpochSecond(11));
            assertThat(last.getUpdatedAt()).isEqualTo(Instant.ofEpochSecond(12));
            assertThat(last.getSourceOffset()).isEqualTo(12);
            assertThat(last.getRolloutId()).isEqualTo("fw");
            assertThat(last.getStage()).isNull();
        }
    }

    @Test
    void aTimerThatEndsChangesNothingUntilItsRecordIsRead() throws Exception {
        try (JobHarness job = new JobHarness(null)) {
            job.process(queued("d1", "fw", 60, "e1", 10));
            assertThat(job.timers()).isZero();
            job.process(request("d1", "start-next", "{}", 20));
            assertThat(job.timers()).isEqualTo(1);
            job.executions();
            job.watermark(79);
            assertThat(job.requests()).isEmpty();
            job.watermark(81);
            List<KafkaRecord> made = job.requests();
            assertThat(made).hasSize(1);
            assertThat(job.executions()).isEmpty();

            job.process(appended(made.get(0), 82));
            JobExecution over = job.executions().get(0);
            assertThat(over.getStatus()).isEqualTo(JobExecutionStatus.TIMED_OUT);
            assertThat(over.getCause()).isEqualTo(JobExecutionCause.IN_PROGRESS_TIMER);
            assertThat(over.getUpdatedAt()).isEqualTo(Instant.ofEpochSecond(80));
            job.process(appended(made.get(0), 83));
            assertThat(job.executions()).isEmpty();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void anEffectThatWasDoneIsNotDoneAgain() throws Exception {
        try (JobHarness job = new JobHarness(null)) {
            job.process(queued("d1", "fw", 0, "e1", 10));
            job.process(
                    appended(EffectRecords.record("d1", "e2", new Effect.Delete("fw", true)), 11));
            job.executions();
            job.process(queued("d1", "fw", 0, "e1", 12));
            assertThat(job.executions()).isEmpty();
            job.process(queued("d1", "fw", 0, "e3", 13));
            assertThat(job.executions()).hasSize(1);
        }
    }

    @Test
    void whatAFullQueueHasNoPlaceForIsADeadLetterAndMayComeAgain() throws Exception {
        JobLimits one = new JobLimits(1000, 64, 10, 1000, 1, 5);
        try (JobHarness job = new JobHarness(one, null)) {
            job.process(queued("d1", "a", 0, "e1", 10));
            job.process(queued("d1", "b", 0, "e2", 11));
            assertThat(job.deadLetters())
                    .extracting(DeadLetter::getReason)
                    .containsExactly(ReasonCode.RATE_LIMITED);
            job.process(request("d1", "a/update", "{'status':'REJECTED'}", 12));
            job.process(queued("d1", "b", 0, "e2", 13));
            assertThat(job.executions())
                    .extracting(JobExecution::getJobId)
                    .containsExactly("a", "a", "b");
        }
    }

    @Test
    void devicesDoNotKnowOfEachOther() throws Exception {
        try (JobHarness job = new JobHarness(null)) {
            job.process(queued("d1", "fw", 0, "e1", 10));
            job.messages();
            job.process(request("d2", "start-next", "{}", 11));
            assertThat(job.messages()).containsExactly("d2 start-next/accepted {\"timestamp\":11}");
        }
    }

    /** What comes out is the same to the byte, wherever the job is stopped and restored. */
    @Test
    void aRestoreRepeatsNothingAndForgetsNothing() throws Exception {
        System.out.println("seed " + SEED);
        List<KafkaRecord> log = log(new Random(SEED), 200);
        List<String> whole = run(log, -1);
        assertThat(whole).hasSizeGreaterThan(200);
        for (int cut : new int[] {1, 50, 99, 150, 199}) {
            assertThat(run(log, cut)).as("cut at " + cut).isEqualTo(whole);
        }
    }

    private static List<String> run(List<KafkaRecord> log, int cut) throws Exception {
        List<String> all = new ArrayList<>();
        OperatorSubtaskState state = null;
        int from = 0;
        if (cut > 0) {
            try (JobHarness job = new JobHarness(null)) {
                take(job, log.subList(0, cut), all);
                state = job.snapshot();
            }
            from = cut;
        }
        try (JobHarness job = new JobHarness(state)) {
            take(job, log.subList(from, log.size()), all);
            job.watermark(100_000);
            job.requests().forEach(made -> all.add("tick " + made.header("received-at")));
        }
        return all;
    }

    private static void take(JobHarness job, List<KafkaRecord> log, List<String> all)
            throws Exception {
        for (KafkaRecord record : log) {
            job.process(record);
            all.addAll(job.messages());
            job.executions().forEach(version -> all.add(version.toString()));
        }
    }

    private static List<KafkaRecord> log(Random random, int size) {
        List<KafkaRecord> log = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String device = "d" + random.nextInt(2);
            String fw = "fw" + random.nextInt(20);
            long now = 1000 + 7L * i;
            log.add(
                    switch (random.nextInt(5)) {
                        case 0, 1 -> queued(device, fw, random.nextInt(100), "e" + i / 3, now);
                        case 2 -> request(device, "start-next", "{}", now);
                        case 3 -> request(device, "get", "{}", now);
                        default ->
                                request(
                                        device,
                                        fw + "/update",
                                        random.nextBoolean()
                                                ? "{'status':'SUCCEEDED'}"
                                                : "{'status':'IN_PROGRESS',"
                                                        + "'stepTimeoutInMinutes':1}",
                                        now);
                    });
        }
        return log;
    }
}
