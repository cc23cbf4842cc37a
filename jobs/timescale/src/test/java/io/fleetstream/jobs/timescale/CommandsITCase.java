package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands in the tables about commands, between a real Kafka and a real PostgreSQL. */
class CommandsITCase {
    @RegisterExtension
    @Order(1)
    static final SharedServices SANDBOX = new SharedServices();

    @RegisterExtension
    @Order(2)
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @RegisterExtension
    @Order(3)
    static final RunningJob JOB = new RunningJob(SANDBOX);

    @Test
    void keepsTheLastStepAndEveryStepHoweverOftenTheyComeAgain() {
        CommandState queued = state("c1", CommandStateKind.QUEUED, 1, 0);
        CommandState sent = state("c1", CommandStateKind.SENT, 2, 0);
        CommandState done = state("c1", CommandStateKind.DONE, 3, 0);
        CommandState other = state("c2", CommandStateKind.DONE, 7, 0);
        CommandState usedAgain = state("c2", CommandStateKind.QUEUED, 1, 86400);
        CommandState end = state("c3", CommandStateKind.FAILED, 1, 0);
        JOB.topics()
                .send(
                        Topics.COMMAND_STATES,
                        CommandState.class,
                        CommandState::getDeviceId,
                        List.of(queued, sent, done, queued, sent, other, usedAgain, other, end));

        JOB.rows().awaitCount("device_commands WHERE command_id = 'c3'", 1);
        await().atMost(RunningJob.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                JOB.rows()
                                                        .of(
                                                                "SELECT command_id, state, step,"
                                                                    + " parameters, message FROM"
                                                                    + " device_commands ORDER BY"
                                                                    + " 1"))
                                        .containsExactly(
                                                "c1,DONE,3,{\"a\":\"\\u0000\"},says",
                                                "c2,QUEUED,1,{\"a\":\"\\u0000\"},says",
                                                "c3,FAILED,1,{\"a\":\"\\u0000\"},says"));
        JOB.rows().awaitCount("device_command_states WHERE command_id = 'c1'", 3);
        JOB.rows().awaitCount("v_commands WHERE finished", 2);
    }

    private static CommandState state(String id, CommandStateKind kind, int step, long after) {
        return CommandState.newBuilder()
                .setDeviceId("dev-1")
                .setCommandId(id)
                .setCommand("reboot")
                .setParameters("{\"a\":\"\\u0000\"}")
                .setState(kind)
                .setStep(step)
                .setAttempts(1)
                .setCreatedAt(TestReadings.NOON.plusSeconds(after))
                .setDeadline(TestReadings.NOON.plus(Duration.ofDays(2)))
                .setChangedAt(TestReadings.NOON.plusSeconds(after + step))
                .setMessage("says")
                .build();
    }
}
