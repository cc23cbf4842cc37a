package io.fleetstream.jobs.rollout.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeControlFunctionTest {
    private static final String DEFINITION =
            """
            rollout: fw-2
            devices: [d1]
            document: {u: "%s"}
            rollback: {u: "%s"}
            budget: 1
            stages: [{percent: 100}]
            """;

    @ParameterizedTest
    @CsvSource({
        "fw-2, http://x, http://x, false, ''",
        "fw-3, http://x, http://x, false, defines the rollout fw-2",
        "fw-2, ${fleet:artifact:a}, http://x, true, ''",
        "fw-2, ${fleet:artifact:a}, http://x, false, rollout.artifact-url",
        "fw-2, http://x, ${fleet:artifact:a}, true, ''",
        "fw-2, http://x, ${fleet:artifact:a}, false, rollout.artifact-url",
        "fw-2, ${fleet:artifact:a b}, http://x, true, NAME",
    })
    void saysWhatIsWrongWithADefinition(
            String id, String document, String rollback, boolean hasArtifacts, String wrong) {
        String said =
                DecodeControlFunction.wrong(
                        RolloutControl.newBuilder()
                                .setRolloutId(id)
                                .setAt(Instant.EPOCH)
                                .setActor("test")
                                .setKind(RolloutControlKind.DEFINE)
                                .setDefinition(DEFINITION.formatted(document, rollback))
                                .build(),
                        hasArtifacts);
        if (wrong.isEmpty()) {
            assertThat(said).isEmpty();
        } else {
            assertThat(said).contains(wrong);
        }
    }
}
