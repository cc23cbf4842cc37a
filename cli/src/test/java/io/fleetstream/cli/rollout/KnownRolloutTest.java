package io.fleetstream.cli.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.cli.topic.AvroCodec;
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
