package io.fleetstream.jobs.prediction.training;

import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.domain.model.ModelSpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains the models that come with the job, {@link #NAMES}, as their definitions say. */
public final class TrainModels {
    /** The models: one of flat features, one of sequences. */
    public static final List<String> NAMES = List.of("wear-flat", "wear-sequence");

    private static final long SEED = 20261121;
    private static final long TEST_SEED = 7;
    private static final int SAMPLES = 4000;
    private static final int HIDDEN = 8;
    private static final int ROUNDS = 20;

    private TrainModels() {}

    /**
     * Writes each model into a directory, and says how many windows it has not seen it judges
     * right.
     *
     * @param args the directory
     */
    public static void main(String[] args) throws IOException, ModelException {
        if (args.length != 1) {
            System.err.println("usage: TrainModels DIRECTORY");
            System.exit(2);
        }
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (String name : NAMES) {
            write(name, directory, System.out);
        }
    }

    private static void write(String name, Path directory, PrintStream out)
            throws IOException, ModelException {
        ModelSpec spec = definition(name);
        Network network = train(spec);
        Path file = directory.resolve(name + ".onnx");
        byte[] model = OnnxWriter.write(name, network, spec.innerShape());
        Files.write(file, model);
        Files.writeString(directory.resolve(name + ".yaml"), text(name));
        Samples unseen = Samples.of(spec, TEST_SEED, SAMPLES);
        int right = 0;
        for (int index = 0; index < unseen.size(); index++) {
            boolean says = network.probability(unseen.features(index)) > spec.alert().over();
            right += says == unseen.worn(index) ? 1 : 0;
        }
        out.printf(
                "%s: %d bytes, %.1f %% of %d unseen windows right%n",
                file, model.length, 100.0 * right / unseen.size(), unseen.size());
    }

    private static Network train(ModelSpec spec) {
        return Network.train(Samples.of(spec, SEED, SAMPLES), HIDDEN, ROUNDS, SEED);
    }

    /** A model as it comes of training; the same bytes every time. */
    static byte[] model(String name) throws IOException, ModelException {
        ModelSpec spec = definition(name);
        return OnnxWriter.write(name, train(spec), spec.innerShape());
    }

    /** The definition of a model that comes with the job. */
    static ModelSpec definition(String name) throws IOException, ModelException {
        return new ModelSpecReader(0.8).read(text(name));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = TrainModels.class.getResourceAsStream("/models/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
