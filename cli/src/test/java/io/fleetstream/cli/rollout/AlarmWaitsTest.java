package io.fleetstream.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmWaitsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String GUARD = "gate: {guards: [{name: hot, signals: [\"%s\"]}]}\n";

    private final AlarmWaits waits = new AlarmWaits();

    @Test
    void saysOnceThatARolloutWaitsAndOnceThatItNoLongerDoes() {
        List<KnownRollout> open = List.of(open(GUARD.formatted("alarm:too-hot")));
        Optional<Instant> judged = Optional.of(NOON);

        assertThat(waits.news(open, judged, NOON.plusSeconds(30))).isEmpty();
        assertThat(waits.news(open, judged, NOON.plusSeconds(95)))
                .containsExactly(
                        "fw-2 waits for alarms: judged up to 2026-03-01T12:00:00Z, 95 s behind");
        assertThat(waits.news(open, judged, NOON.plusSeconds(105))).isEmpty();
        assertThat(waits.news(open, Optional.of(NOON.plusSeconds(100)), NOON.plusSeconds(107)))
                .containsExactly(
                        "fw-2 waits for alarms no more: judged up to 2026-03-01T12:01:40Z, 7 s"
                                + " behind");
    }

    @Test
    void saysThatNobodyJudges() {
        assertThat(waits.news(List.of(open(GUARD.formatted("alarm:*"))), Optional.empty(), NOON))
                .containsExactly(
                        "fw-2 waits for alarms: the job anomaly has not said how far it has"
                                + " judged");
    }

    @Test
    void saysNothingOfRolloutsThatNeedNoAlarms() {
        KnownRollout defined = rollout(GUARD.formatted("alarm:*"));

        assertThat(
                        waits.news(
                                List.of(
                                        open(""),
                                        open(GUARD.formatted("reboots")),
                                        defined,
                                        open(GUARD.formatted("alarm:*"))
                                                .after(command(RolloutCommand.PAUSE))),
                                Optional.empty(),
                                NOON))
                .isEmpty();
    }

    private static KnownRollout open(String gate) {
        KnownRollout started = rollout(gate).after(command(RolloutCommand.START));
        KnownRollout counted = started.after(decision(started, RolloutDecision.COUNT));
        KnownRollout open = counted.after(decision(counted, RolloutDecision.OPEN));
        assertThat(open.view().stage()).isZero();
        return open;
    }

    private static KnownRollout rollout(String gate) {
        String definition =
                """
                rollout: fw-2
                devices: [d1]
                document: {version: 2}
                budget: 1
                stages: [{percent: 100}]
                """
                        + gate;
        return KnownRollout.of(row(RolloutControlKind.DEFINE).setDefinition(definition).build())
                .orElseThrow();
    }

    private static RolloutControl command(RolloutCommand command) {
        return row(RolloutControlKind.COMMAND).setCommand(command).build();
    }

    private static RolloutControl decision(KnownRollout before, RolloutDecision decision) {
        return row(RolloutControlKind.DECISION)
                .setDecision(decision)
                .setExpects(before.view().version())
                .setStage(0)
                .setEpoch(1)
                .build();
    }

    private static RolloutControl.Builder row(RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId("fw-2")
                .setKind(kind)
                .setAt(NOON)
                .setActor("ann");
    }
}
