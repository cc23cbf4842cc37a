package io.fleetstream.jobs.prediction.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.onnx.OnnxModel;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainModelsTest {
    private static final long SEED = 99;
    private static final int WINDOWS = 1000;

    @ParameterizedTest
    @ValueSource(strings = {"wear-flat", "wear-sequence"})
    void trainsTheModelsThatComeWithTheJobByteForByte(String name) throws Exception {
        assertThat(TrainModels.model(name)).isEqualTo(TestModels.resource(name + ".onnx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wear-flat", "wear-sequence"})
    void judgesWindowsItHasNotSeen(String name) throws IOException, ModelException, OrtException {
        System.out.println("[training] seed " + SEED);
        ModelSpec spec = TrainModels.definition(name);
        Samples samples = Samples.of(spec, SEED, WINDOWS);
        float[] windows = new float[WINDOWS * spec.inputs()];
        for (int index = 0; index < WINDOWS; index++) {
            System.arraycopy(
                    samples.features(index), 0, windows, index * spec.inputs(), spec.inputs());
        }

        float[] scores;
        try (OnnxModel model = OnnxModel.load(spec, TestModels.resource(name + ".onnx"))) {
            scores = model.score(windows, WINDOWS);
        }

        int right = 0;
        for (int index = 0; index < WINDOWS; index++) {
            right += scores[index] > 0.8 == samples.worn(index) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(WINDOWS * 95 / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wear-flat", "wear-sequence"})
    void saysInOnnxWhatTheNetworkSays(String name) throws Exception {
        ModelSpec spec = TrainModels.definition(name);
        Samples samples = Samples.of(spec, SEED, 100);
        Network network = Network.train(samples, 5, 2, SEED);

        try (OnnxModel model =
                OnnxModel.load(spec, OnnxWriter.write("n", network, spec.innerShape()))) {
            for (int index = 0; index < samples.size(); index++) {
                assertThat((double) model.score(samples.features(index), 1)[0])
                        .isCloseTo(network.probability(samples.features(index)), within(1e-4));
            }
        }
    }
}
