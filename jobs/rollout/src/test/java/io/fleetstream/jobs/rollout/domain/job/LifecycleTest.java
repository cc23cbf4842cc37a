package io.fleetstream.jobs.rollout.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
    private final DeviceQueue device = new DeviceQueue();

    @ParameterizedTest
    @CsvSource({
        "QUEUED, IN_PROGRESS, true",
        "QUEUED, SUCCEEDED, true",
        "QUEUED, FAILED, true",
        "QUEUED, REJECTED, true",
        "IN_PROGRESS, IN_PROGRESS, true",
        "IN_PROGRESS, SUCCEEDED, true",
        "IN_PROGRESS, FAILED, true",
        "IN_PROGRESS, REJECTED, true",
        "SUCCEEDED, IN_PROGRESS, false",
        "SUCCEEDED, SUCCEEDED, false",
        "FAILED, SUCCEEDED, false",
        "REJECTED, IN_PROGRESS, false",
        "TIMED_OUT, SUCCEEDED, false",
        "CANCELED, IN_PROGRESS, false",
        "REMOVED, SUCCEEDED, false",
    })
    void devicesGoTheWaysOfTheTable(ExecutionStatus from, ExecutionStatus to, boolean allowed) {
        bring("a", from);
        long version = device.execution("a", 1).version();
        device.call(100, "a/update", "{'status':'" + to + "'}");
        assertThat(device.last().error())
                .isEqualTo(allowed ? null : JobError.INVALID_STATE_TRANSITION);
        assertThat(device.execution("a", 1).status()).isEqualTo(allowed ? to : from);
        assertThat(device.execution("a", 1).version()).isEqualTo(allowed ? version + 1 : version);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, false, CANCELED",
        "QUEUED, true, CANCELED",
        "IN_PROGRESS, false, IN_PROGRESS",
        "IN_PROGRESS, true, CANCELED",
        "SUCCEEDED, true, SUCCEEDED",
        "TIMED_OUT, true, TIMED_OUT",
    })
    void cancellingTakesWhatItMay(ExecutionStatus from, boolean force, ExecutionStatus to) {
        bring("a", from);
        device.effect(100, new Effect.Cancel("a", force));
        assertThat(device.execution("a", 1).status()).isEqualTo(to);
        assertThat(device.last().changes()).hasSize(from == to ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"QUEUED, REMOVED", "IN_PROGRESS, REMOVED", "FAILED, FAILED"})
    void removingTakesWhatIsNotOver(ExecutionStatus from, ExecutionStatus to) {
        bring("a", from);
        device.effect(100, new Effect.Remove("a"));
        assertThat(device.execution("a", 1).status()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({"QUEUED, false, true", "IN_PROGRESS, false, false", "IN_PROGRESS, true, true"})
    void deletingForgets(ExecutionStatus from, boolean force, boolean gone) {
        bring("a", from);
        device.effect(100, new Effect.Delete("a", force));
        assertThat(device.execution("a", 1) == null).isEqualTo(gone);
        device.call(101, "a/get", "{}");
        assertThat(device.last().error()).isEqualTo(gone ? JobError.RESOURCE_NOT_FOUND : null);
    }

    @Test
    void failuresAndTimeOutsAreRetriedTogether() {
        device.effect(1, DeviceQueue.queued("a", 60, new Retries(2, FailureType.ALL, 0)));
        device.call(2, "a/update", "{'status':'FAILED'}");
        assertThat(device.topics()).containsExactly("a/update/accepted", "notify", "notify-next");
        assertThat(device.on("notify-next").at("/execution/executionNumber").asInt()).isEqualTo(2);
        assertThat(device.on("notify-next").at("/execution/versionNumber").asInt()).isEqualTo(1);
        assertThat(device.on("notify-next").at("/execution/jobDocument").isObject()).isTrue();

        device.call(3, "start-next", "{}").tick(63);
        assertThat(device.execution("a", 2).status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(device.execution("a", 3).status()).isEqualTo(ExecutionStatus.QUEUED);
        device.call(64, "a/update", "{'status':'FAILED'}");
        assertThat(device.execution("a", 4)).isNull();
        assertThat(device.topics()).containsExactly("a/update/accepted", "notify", "notify-next");
        device.call(65, "a/update", "{'status':'SUCCEEDED','executionNumber':1}");
        assertThat(device.last().error()).isEqualTo(JobError.INVALID_STATE_TRANSITION);
    }

    @Test
    void rejectionsAndOtherFailuresAreNotRetried() {
        device.effect(1, DeviceQueue.queued("a", 0, new Retries(2, FailureType.ALL, 0)));
        device.call(2, "a/update", "{'status':'REJECTED'}");
        assertThat(device.execution("a", 2)).isNull();
        device.effect(3, DeviceQueue.queued("b", 0, new Retries(2, FailureType.TIMED_OUT, 0)));
        device.call(4, "b/update", "{'status':'FAILED'}");
        assertThat(device.execution("b", 2)).isNull();
    }

    @Test
    void aRetryWaitsForItsPauseWhichDoubles() {
        device.effect(1, DeviceQueue.queued("a", 0, new Retries(2, FailureType.ALL, 10_000_000)));
        device.call(2, "a/update", "{'status':'FAILED'}");
        assertThat(device.on("notify").get("jobs")).isEmpty();
        assertThat(device.last().dueAt()).isEqualTo(12_000_000);
        device.call(3, "start-next", "{}");
        assertThat(device.on("start-next/accepted").has("execution")).isFalse();
        device.call(4, "a/get", "{}");
        assertThat(device.last().error()).isEqualTo(JobError.TERMINAL_STATE_REACHED);
        device.tick(12);
        assertThat(device.on("notify-next").at("/execution/queuedAt").asInt()).isEqualTo(12);
        device.call(13, "a/update", "{'status':'FAILED'}");
        assertThat(device.last().dueAt()).isEqualTo(33_000_000);
    }

    @Test
    void cancellingTakesRetriesToCome() {
        device.effect(1, DeviceQueue.queued("a", 0, new Retries(2, FailureType.ALL, 10_000_000)));
        device.call(2, "a/update", "{'status':'FAILED'}");
        device.effect(3, new Effect.Cancel("a", false));
        assertThat(device.execution("a", 2).status()).isEqualTo(ExecutionStatus.CANCELED);
        device.tick(100);
        assertThat(device.topics()).isEmpty();

        device.effect(101, DeviceQueue.queued("b", 0, new Retries(2, FailureType.ALL, 0)));
        device.call(102, "start-next", "{}").effect(103, new Effect.Cancel("b", false));
        device.call(104, "b/update", "{'status':'FAILED'}");
        assertThat(device.execution("b", 2)).isNull();
    }

    @Test
    void aDeviceThatComesBackToTheTargetsBeginsAnew() {
        device.effect(1, DeviceQueue.queued("a", 0, new Retries(1, FailureType.ALL, 0)));
        device.call(2, "a/update", "{'status':'FAILED'}").effect(3, new Effect.Remove("a"));
        device.effect(4, DeviceQueue.queued("a", 0, new Retries(1, FailureType.ALL, 0)));
        assertThat(device.execution("a", 3).status()).isEqualTo(ExecutionStatus.QUEUED);
        assertThat(device.execution("a", 3).retries().left()).isEqualTo(1);
    }

    @Test
    void whatIsOverIsNotQueuedAgain() {
        for (ExecutionStatus status :
                List.of(ExecutionStatus.SUCCEEDED, ExecutionStatus.CANCELED)) {
            DeviceQueue other = new DeviceQueue();
            bring(other, "a", status);
            other.queue(100, "a");
            assertThat(other.last().changed()).isFalse();
        }
    }

    @Test
    void aFullQueueTakesNoMoreAndOldOnesAreForgotten() {
        DeviceQueue small =
                new DeviceQueue(new JobLimits(1000, 64, 10, 1000, 2, 1), Unverified.DEFAULT);
        small.queue(1, "a").queue(2, "b").queue(3, "c");
        assertThat(small.last().overflow()).isTrue();
        small.call(4, "a/update", "{'status':'SUCCEEDED'}").queue(5, "c");
        assertThat(small.last().overflow()).isFalse();
        small.call(6, "b/update", "{'status':'SUCCEEDED'}");
        assertThat(small.execution("a", 1)).isNull();
        assertThat(small.execution("b", 1)).isNotNull();
    }

    @Test
    void eventsTellWhatIsOver() {
        DeviceQueue told =
                new DeviceQueue(
                        new JobEngine(
                                JobLimits.DEFAULT,
                                Unverified.DEFAULT,
                                new JobEvents(true, "arn:aws:iot:local:0:thing/")));
        told.queue(1, "a").call(2, "start-next", "{}");
        told.call(3, "a/update", "{'status':'SUCCEEDED','statusDetails':{'k':'v'}}");
        Message event = told.last().messages().get(3);
        assertThat(event.topic()).isEqualTo("$aws/events/jobExecution/a/succeeded");
        String id = DeviceQueue.json(event.payload()).get("eventId").asText();
        assertThat(DeviceQueue.json(event.payload()))
                .isEqualTo(
                        DeviceQueue.json(
                                "{'eventType':'JOB_EXECUTION','eventId':'"
                                        + id
                                        + "','timestamp':3,'operation':'succeeded','jobId':'a',"
                                        + "'thingArn':'arn:aws:iot:local:0:thing/d1',"
                                        + "'status':'SUCCEEDED','statusDetails':{'k':'v'}}"));
    }

    private void bring(String job, ExecutionStatus status) {
        bring(device, job, status);
    }

    private static void bring(DeviceQueue device, String job, ExecutionStatus status) {
        device.effect(1, DeviceQueue.queued(job, 10, Retries.NONE));
        switch (status) {
            case QUEUED -> {}
            case TIMED_OUT -> device.call(2, "start-next", "{}").tick(50);
            case CANCELED -> device.effect(2, new Effect.Cancel(job, true));
            case REMOVED -> device.effect(2, new Effect.Remove(job));
            default -> {
                device.call(2, "start-next", "{'stepTimeoutInMinutes':-1}");
                if (status == ExecutionStatus.IN_PROGRESS) {
                    device.effect(3, new Effect.Delete(job, true))
                            .queue(4, job)
                            .call(5, "start-next", "{}");
                } else {
                    device.call(3, job + "/update", "{'status':'" + status + "'}");
                }
            }
        }
    }
}
