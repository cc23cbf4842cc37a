package io.fleetstream.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.CommandStateKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void keepsOnlyTheLastStepOfEachCommand() {
        LatestSteps latest = new LatestSteps();
        for (int step = 1; step <= 4; step++) {
            latest.add(step("d1", "c", 0, step));
            latest.add(step("d2", "c", 0, step));
        }
        latest.add(step("d1", "c", 0, 2));
        latest.add(step("d1", "c", 60, 1));
        assertThat(latest.all())
                .containsExactlyInAnyOrder(
                        step("d1", "c", 0, 4), step("d2", "c", 0, 4), step("d1", "c", 60, 1));
    }

    @Test
    void tellsAReplayFromNewsAndForgetsWhatIsLongAgo() {
        RecentSteps recent = new RecentSteps(3);
        for (int step = 1; step <= 3; step++) {
            assertThat(recent.add(step("d1", "c", 0, step))).isTrue();
            assertThat(recent.add(step("d1", "c", 0, step))).isFalse();
        }
        assertThat(recent.add(step("d1", "c", 0, 1))).isFalse();
        assertThat(recent.add(step("d1", "c", 0, 4))).isTrue();
        assertThat(recent.add(step("d1", "c", 0, 2))).isFalse();
        assertThat(recent.add(step("d1", "c", 0, 1))).as("forgotten").isTrue();
    }

    private static CommandState step(String device, String id, long created, int step) {
        return CommandState.newBuilder()
                .setDeviceId(device)
                .setCommandId(id)
                .setCommand("reboot")
                .setState(CommandStateKind.SENT)
                .setStep(step)
                .setAttempts(1)
                .setCreatedAt(Instant.ofEpochSecond(created))
                .setDeadline(Instant.ofEpochSecond(created + 60))
                .setChangedAt(Instant.ofEpochSecond(created + step))
                .build();
    }
}
