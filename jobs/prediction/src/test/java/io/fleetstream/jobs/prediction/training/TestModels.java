package io.fleetstream.jobs.prediction.training;

import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Models for tests: those that come with the job, and some that are no good. */
public final class TestModels {
    private static final int FLOAT = 1;

    private TestModels() {}

    /** A file among the models that come with the job. */
    public static byte[] resource(String file) {
        try (InputStream in = TestModels.class.getResourceAsStream("/models/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    /** The definition of such a model. */
    public static String definition(String name) {
        return new String(resource(name + ".yaml"), StandardCharsets.UTF_8);
    }

    /** A definition, read. */
    public static io.fleetstream.jobs.prediction.domain.model.ModelSpec spec(String definition) {
        try {
            return new ModelSpecReader(0.8).read(definition);
        } catch (ModelException e) {
            throw new AssertionError(e);
        }
    }

    /** Windows of a machine that is well or not, row by row. */
    public static float[] window(long seed, int rows, boolean worn) {
        return new WearGenerator(seed, rows).window(worn);
    }

    /**
     * A model of one operation on its input, once or with itself.
     *
     * @param batch 0 for any
     */
    public static byte[] of(String operation, int operands, int batch, long... inner) {
        Message node = new Message();
        for (int operand = 0; operand < operands; operand++) {
            node.put(1, "x");
        }
        node.put(2, "y").put(4, operation);
        Message graph =
                new Message()
                        .put(1, node)
                        .put(2, "test")
                        .put(11, value("x", batch, inner))
                        .put(12, value("y", batch, inner));
        return new Message()
                .put(1, 8)
                .put(7, graph)
                .put(8, new Message().put(1, "").put(2, 13))
                .toBytes();
    }

    private static Message value(String name, int batch, long... inner) {
        Message shape = new Message();
        shape.put(1, batch == 0 ? new Message().put(2, "n") : new Message().put(1, batch));
        for (long length : inner) {
            shape.put(1, new Message().put(1, length));
        }
        Message tensor = new Message().put(1, FLOAT).put(2, shape);
        return new Message().put(1, name).put(2, new Message().put(1, tensor));
    }
}
