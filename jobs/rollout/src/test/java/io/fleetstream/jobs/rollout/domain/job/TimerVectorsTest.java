package io.fleetstream.jobs.rollout.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The timeline of the guide: a timer of 20 minutes for the job, begun at 12:00. */
class TimerVectorsTest {
    private static final long MICROS = 1_000_000L;

    private final DeviceQueue device =
            new DeviceQueue()
                    .effect(at(11, 50), DeviceQueue.queued("job1", 1200, Retries.NONE))
                    .call(at(12, 0), "job1/update", "{'status':'IN_PROGRESS'}");

    @ParameterizedTest
    @CsvSource({"0, 12, 20", "1, 12, 12", "2, 12, 15", "3, 12, 20", "4, 12, 20"})
    void endsWhenTheGuideSays(int steps, int hour, int minute) {
        follow(steps);
        assertThat(device.last().dueAt()).isEqualTo(at(hour, minute) * MICROS);

        device.tick(at(hour, minute) - 1);
        assertThat(device.execution("job1", 1).status()).isEqualTo(ExecutionStatus.IN_PROGRESS);
        device.tick(at(hour, minute));
        Execution over = device.execution("job1", 1);
        assertThat(over.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(over.version()).isEqualTo(3 + steps);
        assertThat(over.updatedAt()).isEqualTo(at(hour, minute) * MICROS);
        assertThat(device.topics()).containsExactly("notify", "notify-next");
        assertThat(device.last().dueAt()).isZero();
    }

    @Test
    void theTimeOutComesBeforeALateReport() {
        device.call(at(12, 21), "job1/update", "{'status':'SUCCEEDED','clientToken':'a'}");
        assertThat(device.topics())
                .containsExactly("notify", "notify-next", "job1/update/rejected");
        assertThat(device.on("job1/update/rejected").get("code").asText())
                .isEqualTo("InvalidStateTransition");
        assertThat(device.on("job1/update/rejected").at("/executionState/status").asText())
                .isEqualTo("TIMED_OUT");
    }

    @Test
    void causesAreTold() {
        follow(1);
        device.tick(at(13, 0));
        assertThat(device.last().changes().get(0).cause()).isEqualTo(Cause.STEP_TIMER);

        DeviceQueue other =
                new DeviceQueue()
                        .effect(1, DeviceQueue.queued("job1", 60, Retries.NONE))
                        .call(2, "start-next", "{}")
                        .tick(100);
        assertThat(other.last().changes().get(0).cause()).isEqualTo(Cause.IN_PROGRESS_TIMER);
        assertThat(other.execution("job1", 1).updatedAt()).isEqualTo(62 * MICROS);
    }

    @Test
    void theTimerOfTheJobDoesNotRunInTheQueue() {
        DeviceQueue other =
                new DeviceQueue().effect(1, DeviceQueue.queued("job1", 60, Retries.NONE));
        assertThat(other.last().dueAt()).isZero();
        other.tick(1_000_000);
        assertThat(other.execution("job1", 1).status()).isEqualTo(ExecutionStatus.QUEUED);
    }

    @Test
    void theRestIsToldInWholeSeconds() {
        device.call(at(12, 5), "job1/get", "{}");
        assertThat(
                        device.on("job1/get/accepted")
                                .at("/execution/approximateSecondsBeforeTimedOut")
                                .asInt())
                .isEqualTo(900);
    }

    @Test
    void aStepOfAnyLengthIsUnderstood() {
        DeviceQueue other = new DeviceQueue().queue(1, "job1");
        other.call(2, "start-next", "{'stepTimeoutInMinutes':" + Long.MAX_VALUE + "}");
        assertThat(other.last().dueAt()).isGreaterThan(Long.MAX_VALUE / 2);
    }

    private void follow(int steps) {
        String[] minutes = {"7", "5", "9", "-1"};
        int[] when = {5, 10, 13, 14};
        for (int i = 0; i < steps; i++) {
            device.call(
                    at(12, when[i]),
                    "job1/update",
                    "{'status':'IN_PROGRESS','stepTimeoutInMinutes':" + minutes[i] + "}");
        }
    }

    private static long at(int hour, int minute) {
        return (hour * 60L + minute) * 60;
    }
}
