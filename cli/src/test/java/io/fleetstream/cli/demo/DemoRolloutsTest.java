package io.fleetstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.rollout.KnownRollout;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.gate.GateCase;
import io.fleetstream.jobs.rollout.domain.gate.GateCases;
import io.fleetstream.jobs.rollout.domain.gate.GuardEvidence;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import io.fleetstream.schemas.firmware.FirmwareKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoRolloutsTest {
    private static final ObjectNode DOCUMENT =
            JsonNodeFactory.instance.objectNode().put("operation", "update-firmware");

    /** Five of them overheating are enough for a stop; the rest of the site is the control. */
    @ParameterizedTest
    @EnumSource(DemoRollout.class)
    void itsCanaryIsGreatEnoughForEvidenceAndFitsIntoTheBudget(DemoRollout rollout)
            throws Exception {
        RolloutDefinition definition = definition(rollout);
        List<DeviceIdentity> motors =
                DemoFleet.ofMotors(
                                "tcp://127.0.0.1:1",
                                1,
                                FirmwareKeys.generate().getPublic(),
                                Path.of("unused"))
                        .options()
                        .devices()
                        .stream()
                        .filter(device -> device.site().equals(rollout.site()))
                        .toList();
        long canary =
                motors.stream()
                        .filter(device -> definition.stageOf(definition.bucket(device.id())) == 0)
                        .count();

        assertThat(motors).hasSize(DemoFleet.MOTORS_OF_A_SITE);
        assertThat(canary).isBetween(8L, definition.budget());
        assertThat(definition.rollback()).contains("update-firmware");
    }

    @Test
    void onlySiteNameAndImageDifferBetweenTheTwo() throws Exception {
        RolloutDefinition good = definition(DemoRollout.GOOD);
        RolloutDefinition bad = definition(DemoRollout.BAD);

        assertThat(good.gate()).isEqualTo(bad.gate());
        assertThat(good.stages()).isEqualTo(bad.stages());
        assertThat(good.budget()).isEqualTo(bad.budget());
    }

    @Test
    void tellsAStopWithTheEvidenceItWasTakenOn() throws Exception {
        RolloutDefinition definition = definition(DemoRollout.BAD);
        GateCase given =
                new GateCase(
                        definition.gate(),
                        definition.stages().get(0).criteria(),
                        0,
                        0,
                        1,
                        1L,
                        ExecutionCounts.of(9),
                        List.of(
                                new GuardEvidence(
                                        "overheating",
                                        new GuardEvidence.Count(2, 7, 1_000),
                                        new GuardEvidence.Count(31, 0, 1_000),
                                        List.of(),
                                        812.5,
                                        812.5,
                                        0.1)));
        RolloutControl stop =
                RolloutControl.newBuilder()
                        .setRolloutId(definition.id())
                        .setKind(RolloutControlKind.DECISION)
                        .setAt(Instant.EPOCH)
                        .setDecision(RolloutDecision.ROLLBACK)
                        .setStage(0)
                        .setReason("HARM:overheating")
                        .setEvidence(GateCases.write(given))
                        .build();
        KnownRollout rollout =
                new KnownRollout(
                        definition,
                        RolloutView.of(new ControlRecord.Define(definition.id(), 0, "", "demo")),
                        List.of(stop));

        assertThat(DemoRolloutLine.of(rollout, stop))
                .isEqualTo(
                        "  rollout bad-2-2-1   STOPS AND ROLLS BACK, at stage canary (20 %);"
                                + " HARM:overheating; evidence of overheating 812.5, stops at 20:"
                                + " 7 of 9 with the update, 0 of 31 without");
    }

    private static RolloutDefinition definition(DemoRollout rollout) throws Exception {
        return DefinitionReader.read(DemoRollouts.definition(rollout, DOCUMENT, DOCUMENT));
    }
}
