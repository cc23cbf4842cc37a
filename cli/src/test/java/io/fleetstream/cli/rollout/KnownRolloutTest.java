package io.fleetstream.cli.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KnownRolloutTest {
    private static final String TEXT =
            """
            rollout: fw
            devices: device=*
            document: {version: 2}
            budget: 5
            stages: [{percent: 100}]
            """;

    @Test
    void whatTheJobRefusesDefinesNothing() {
        assertThat(KnownRollout.of(define("fw", TEXT))).isPresent();
        assertThat(KnownRollout.of(define("other", TEXT))).isEmpty();
        assertThat(KnownRollout.of(define("fw", "no definition"))).isEmpty();
        assertThat(KnownRollout.of(define("fw", null))).isEmpty();
    }

    @Test
    void stepsWithSomethingMissingCountForNothing() {
        KnownRollout known = KnownRollout.of(define("fw", TEXT)).orElseThrow();
        List<RolloutControl> empty =
                List.of(
                        step("fw", RolloutControlKind.DEFINE).build(),
                        step("fw", RolloutControlKind.COMMAND).build(),
                        step("fw", RolloutControlKind.DECISION).setExpects(1L).build(),
                        step("fw", RolloutControlKind.DECISION)
                                .setDecision(RolloutDecision.ABORT)
                                .build(),
                        step("fw", RolloutControlKind.UNSPECIFIED).build());

        assertThat(empty).allSatisfy(step -> assertThat(known.after(step)).isSameAs(known));
        RolloutControl start =
                step("fw", RolloutControlKind.COMMAND).setCommand(RolloutCommand.START).build();
        assertThat(known.after(start).view().version()).isEqualTo(2);
    }

    @Test
    void bytesThatAreNoStepArePassedOver() throws IOException {
        try (AvroCodec codec = new AvroCodec("http://127.0.0.1:1")) {
            for (byte[] value : new byte[][] {null, {}, {1, 2, 3}, "{}".getBytes(UTF_8)}) {
                assertThat(ControlLog.decoded(codec, new ConsumerRecord<>("t", 0, 0, null, value)))
                        .isEmpty();
            }
        }
    }

    @Test
    void saysWhyItStandsWhereItStands() {
        KnownRollout known = KnownRollout.of(define("fw", TEXT + "approvals: 2\n")).orElseThrow();
        assertThat(known.because()).isEqualTo("not started");

        known = known.after(command(RolloutCommand.START));
        assertThat(known.because()).isEqualTo("approvals missing: 2");

        known = known.after(command(RolloutCommand.APPROVE));
        assertThat(known.because()).isEqualTo("approvals missing: 1");

        known = known.after(command(RolloutCommand.ABORT));
        assertThat(known.view().status()).isEqualTo(RolloutStatus.ABORTED);
        assertThat(known.because()).isEqualTo("ABORT by ada");
    }

    @Test
    void anOrderIsTheReasonThoughTheJobHadOneBefore() {
        KnownRollout known = KnownRollout.of(define("fw", TEXT)).orElseThrow();
        known = known.after(command(RolloutCommand.START));
        assertThat(known.because()).isEqualTo("waits for the job rollout");
        known = known.after(decision(known, RolloutDecision.COUNT).setEpoch(1).build());
        known = known.after(decision(known, RolloutDecision.OPEN).setReason("SAFE").build());
        assertThat(known.view().status()).isEqualTo(RolloutStatus.RUNNING);
        assertThat(known.because()).isEqualTo("SAFE");

        known = known.after(command(RolloutCommand.PAUSE));
        assertThat(known.because()).isEqualTo("PAUSE by ada");
    }

    private static RolloutControl command(RolloutCommand command) {
        return step("fw", RolloutControlKind.COMMAND).setCommand(command).build();
    }

    private static RolloutControl.Builder decision(KnownRollout to, RolloutDecision decision) {
        return step("fw", RolloutControlKind.DECISION)
                .setDecision(decision)
                .setStage(0)
                .setExpects(to.view().version());
    }

    private static RolloutControl define(String id, String text) {
        return step(id, RolloutControlKind.DEFINE).setDefinition(text).build();
    }

    private static RolloutControl.Builder step(String id, RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId(id)
                .setKind(kind)
                .setAt(Instant.EPOCH)
                .setActor("ada");
    }
}
