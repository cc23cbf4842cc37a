package io.fleetstream.jobs.prediction.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.training.TestModels;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    private static final ModelSpec FLAT =
            TestModels.spec(
                    "{model: m, metrics: [a, b], input: flat, statistics: [last], window: 1}");
    private static final ModelSpec SEQUENCE =
            TestModels.spec("{model: m, metrics: [a, b], window: 3}");

    @Test
    void scoresManyWindowsAtOnce() throws Exception {
        try (OnnxModel model = OnnxModel.load(FLAT, TestModels.of("Identity", 1, 0, 2))) {
            assertThat(model.score(new float[] {1, 0.25f, 1, 0.5f, 1, 0.75f}, 3))
                    .containsExactly(0.25f, 0.5f, 0.75f);
        }
    }

    @Test
    void asksAModelOfOneWindowWindowByWindow() throws Exception {
        try (OnnxModel model = OnnxModel.load(SEQUENCE, TestModels.of("Identity", 1, 1, 3, 2))) {
            assertThat(model.score(new float[] {0, 0, 0, 0, 0, 0.1f, 0, 0, 0, 0, 0, 0.2f}, 2))
                    .containsExactly(0.1f, 0.2f);
        }
    }

    @Test
    void takesTheNumberThatTheDefinitionNames() throws Exception {
        ModelSpec first =
                TestModels.spec(
                        "{model: m, metrics: [a, b], input: flat, statistics: [last], window: 1,"
                                + " output: 0}");
        try (OnnxModel model = OnnxModel.load(first, TestModels.of("Identity", 1, 0, 2))) {
            assertThat(model.score(new float[] {0.1f, 0.9f}, 1)).containsExactly(0.1f);
        }
    }

    @Test
    void refusesWhatIsNoModel() {
        assertRefused(FLAT, new byte[] {1, 2, 3}, "not loaded");
        assertRefused(FLAT, TestModels.of("NoSuchOperation", 1, 0, 2), "not loaded");
    }

    @Test
    void refusesAModelOfAnotherShape() {
        assertRefused(
                FLAT,
                TestModels.of("Identity", 1, 0, 3),
                "takes [any, 3], but the definition says [any, 2]");
        assertRefused(
                SEQUENCE,
                TestModels.of("Identity", 1, 0, 2),
                "takes [any, 2], but the definition says [any, 3, 2]");
        assertRefused(
                FLAT,
                TestModels.of("Identity", 1, 4, 2),
                "takes [4, 2], but the definition says [any, 2]");
    }

    @Test
    void refusesAModelThatGivesNoProbability() {
        assertRefused(FLAT, TestModels.of("Add", 2, 0, 2), "gives 2.0, expected a probability");
    }

    @Test
    void sharesASessionAmongThoseWhoUseTheSameVersion() throws ModelException {
        int before = SharedModels.sessions();
        byte[] content = TestModels.of("Identity", 1, 0, 2);
        SharedModels.Lease one = SharedModels.use(FLAT, 1, content);
        SharedModels.Lease same = SharedModels.use(FLAT, 1, content.clone());
        SharedModels.Lease next = SharedModels.use(FLAT, 2, content);

        assertThat(same.model()).isSameAs(one.model());
        assertThat(next.model()).isNotSameAs(one.model());
        assertThat(SharedModels.sessions()).isEqualTo(before + 2);
        one.close();
        one.close();
        assertThat(SharedModels.sessions()).isEqualTo(before + 2);
        same.close();
        next.close();
        assertThat(SharedModels.sessions()).isEqualTo(before);
    }

    private static void assertRefused(ModelSpec spec, byte[] content, String message) {
        assertThatThrownBy(() -> OnnxModel.load(spec, content))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }
}
