package io.fleetstream.shadowclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fleetstream.shadowclients.SdkJobs.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.crt.CrtResource;
import software.amazon.awssdk.iot.iotjobs.model.GetPendingJobExecutionsResponse;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionData;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionState;
import software.amazon.awssdk.iot.iotjobs.model.JobExecutionSummary;
import software.amazon.awssdk.iot.iotjobs.model.JobStatus;
import software.amazon.awssdk.iot.iotjobs.model.NextJobExecutionChangedEvent;
import software.amazon.awssdk.iot.iotjobs.model.RejectedErrorCode;

/** AWS IoT's own SDK, unmodified, runs jobs here as it does there. */
class AwsIotJobsITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(Crt.PATIENCE_SECONDS);
    private static final String DOCUMENT = "{\"operation\":\"update\",\"version\":\"2.0\"}";

    @RegisterExtension static final ShadowStack STACK = new ShadowStack();

    private static Crt crt;
    private static JobDesk desk;

    /** Which client of the SDK, on which version of MQTT. */
    enum Client {
        V2_ON_MQTT5 {
            @Override
            SdkJobs open(String thing) {
                return new V2Jobs(crt, thing);
            }
        },
        CLASSIC_ON_MQTT311 {
            @Override
            SdkJobs open(String thing) {
                return new ClassicJobs(crt, thing);
            }
        };

        abstract SdkJobs open(String thing);

        String thing(String test) {
            return "jobs-" + test + "-" + name();
        }
    }

    @BeforeAll
    static void startSdk() {
        crt = new Crt(STACK.sandbox());
        desk = new JobDesk(STACK.sandbox().kafka().bootstrapServers());
    }

    @AfterAll
    static void nothingIsLeftOutsideTheHeap() {
        desk.close();
        crt.close();
        List<String> left = new ArrayList<>();
        CrtResource.collectNativeResources(left::add);
        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aJobRunsToSuccess(Client client) {
        String thing = client.thing("success");
        try (SdkJobs jobs = client.open(thing)) {
            assertThat(jobs.startNext().join()).isNull();

            desk.queue(thing, "fw-2", DOCUMENT, "");
            await().atMost(PATIENCE).until(() -> jobs.nexts().size() == 1);
            JobExecutionData next = jobs.nexts().get(0).execution;
            assertThat(next.jobId).isEqualTo("fw-2");
            assertThat(next.status).isEqualTo(JobStatus.QUEUED);
            assertThat(next.jobDocument).isEqualTo(Map.of("operation", "update", "version", "2.0"));
            assertThat(next.versionNumber).isEqualTo(1);
            await().atMost(PATIENCE).until(() -> jobs.lists().size() == 1);
            assertThat(jobs.lists().get(0).jobs.get(JobStatus.QUEUED))
                    .extracting(summary -> summary.jobId)
                    .containsExactly("fw-2");

            JobExecutionData begun = jobs.startNext().join();
            assertThat(begun.status).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(begun.thingName).isEqualTo(thing);
            assertThat(begun.executionNumber).isEqualTo(1L);
            assertThat(Duration.between(begun.queuedAt.toInstant(), java.time.Instant.now()).abs())
                    .isLessThan(Duration.ofMinutes(5));

            JobExecutionState half =
                    jobs.update("fw-2", JobStatus.IN_PROGRESS, Map.of("progress", "50"), 2).join();
            assertThat(half.versionNumber).isEqualTo(3);
            assertThat(half.statusDetails).isEqualTo(Map.of("progress", "50"));
            assertThat(jobs.describe("$next").join().jobId).isEqualTo("fw-2");

            JobExecutionState done = jobs.update("fw-2", JobStatus.SUCCEEDED, null, 3).join();
            assertThat(done.status).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(done.versionNumber).isEqualTo(4);
            await().atMost(PATIENCE).until(() -> jobs.nexts().size() == 2);
            assertThat(jobs.nexts().get(1).execution).isNull();
            assertThat(jobs.lists()).hasSize(2);
            assertThat(refusal(jobs.describe("fw-2")).code())
                    .isEqualTo(RejectedErrorCode.TERMINAL_STATE_REACHED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobIsRejectedAndAnotherFailsAndIsTriedAgain(Client client) {
        String thing = client.thing("reject");
        try (SdkJobs jobs = client.open(thing)) {
            desk.queue(thing, "unwanted", DOCUMENT, "");
            desk.queue(
                    thing,
                    "broken",
                    DOCUMENT,
                    ",\"retries\":{\"number\":1,\"failureType\":\"FAILED\"}");
            await().atMost(PATIENCE).until(() -> jobs.lists().size() == 2);
            GetPendingJobExecutionsResponse pending = jobs.pending().join();
            assertThat(pending.queuedJobs)
                    .extracting(summary -> summary.jobId)
                    .containsExactly("unwanted", "broken");
            assertThat(pending.inProgressJobs).isEmpty();

            assertThat(jobs.update("unwanted", JobStatus.REJECTED, null, null).join().status)
                    .isEqualTo(JobStatus.REJECTED);
            assertThat(jobs.startNext().join().jobId).isEqualTo("broken");
            assertThat(
                            jobs.update(
                                            "broken",
                                            JobStatus.FAILED,
                                            Map.of("reason", "no space"),
                                            null)
                                    .join()
                                    .statusDetails)
                    .isEqualTo(Map.of("reason", "no space"));

            JobExecutionData again = jobs.startNext().join();
            assertThat(again.jobId).isEqualTo("broken");
            assertThat(again.executionNumber).isEqualTo(2L);
            assertThat(again.versionNumber).isEqualTo(2);
            jobs.update("broken", JobStatus.FAILED, null, null).join();
            assertThat(jobs.startNext().join()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobTimesOut(Client client) {
        String thing = client.thing("slow");
        try (SdkJobs jobs = client.open(thing)) {
            desk.queue(thing, "slow", DOCUMENT, ",\"timeoutSeconds\":2");
            await().atMost(PATIENCE).until(() -> !jobs.nexts().isEmpty());
            JobExecutionData begun = jobs.startNext().join();
            assertThat(begun.status).isEqualTo(JobStatus.IN_PROGRESS);
            await().atMost(PATIENCE).until(() -> jobs.nexts().size() == 2);
            NextJobExecutionChangedEvent none = jobs.nexts().get(1);
            assertThat(none.execution).isNull();
            assertThat(Duration.between(begun.startedAt.toInstant(), none.timestamp.toInstant()))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
            Refused late = refusal(jobs.update("slow", JobStatus.SUCCEEDED, null, null));
            assertThat(late.code()).isEqualTo(RejectedErrorCode.INVALID_STATE_TRANSITION);
            assertThat(late.state().status).isEqualTo(JobStatus.TIMED_OUT);
            assertThat(late.state().versionNumber).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusalsTellWhy(Client client) {
        String thing = client.thing("refused");
        try (SdkJobs jobs = client.open(thing)) {
            assertThat(refusal(jobs.describe("nothing")).code())
                    .isEqualTo(RejectedErrorCode.RESOURCE_NOT_FOUND);
            desk.queue(thing, "a", DOCUMENT, "");
            await().atMost(PATIENCE).until(() -> !jobs.nexts().isEmpty());
            jobs.startNext().join();
            Refused stale = refusal(jobs.update("a", JobStatus.SUCCEEDED, null, 1));
            assertThat(stale.code()).isEqualTo(RejectedErrorCode.VERSION_MISMATCH);
            assertThat(stale.state().versionNumber).isEqualTo(2);
            assertThat(stale.state().status).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(refusal(jobs.update("a", JobStatus.QUEUED, null, null)).code())
                    .isEqualTo(RejectedErrorCode.INVALID_REQUEST);
            assertThat(refusal(jobs.update("a", JobStatus.FAILED, Map.of("a b", "c"), null)).code())
                    .isEqualTo(RejectedErrorCode.INVALID_REQUEST);
            assertThat(jobs.update("a", JobStatus.SUCCEEDED, null, 2).join().versionNumber)
                    .isEqualTo(3);
            assertThat(refusal(jobs.update("a", JobStatus.IN_PROGRESS, null, null)).code())
                    .isEqualTo(RejectedErrorCode.INVALID_STATE_TRANSITION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobIsCalledOff(Client client) {
        String thing = client.thing("cancel");
        try (SdkJobs jobs = client.open(thing)) {
            desk.queue(thing, "a", DOCUMENT, "");
            desk.queue(thing, "b", DOCUMENT, ",\"weight\":900");
            await().atMost(PATIENCE).until(() -> jobs.nexts().size() == 2);
            assertThat(jobs.nexts().get(1).execution.jobId).isEqualTo("b");
            desk.effect(thing, "{\"effect\":\"cancel\",\"jobId\":\"b\"}");
            await().atMost(PATIENCE).until(() -> jobs.nexts().size() == 3);
            assertThat(jobs.nexts().get(2).execution.jobId).isEqualTo("a");
            List<JobExecutionSummary> queued = jobs.pending().join().queuedJobs;
            assertThat(queued).extracting(summary -> summary.jobId).containsExactly("a");
            assertThat(refusal(jobs.update("b", JobStatus.IN_PROGRESS, null, null)).state().status)
                    .isEqualTo(JobStatus.CANCELED);
        }
    }

    private static Refused refusal(CompletableFuture<?> answer) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(failure).hasCauseInstanceOf(Refused.class);
        return (Refused) failure.getCause();
    }
}
