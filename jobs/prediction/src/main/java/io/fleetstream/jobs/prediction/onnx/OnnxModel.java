package io.fleetstream.jobs.prediction.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model that ONNX Runtime has loaded: one input of floats, {@code [batch, …]} as the definition
 * says; of its outputs the last one of floats counts, with as many numbers for each window. A model
 * whose batch is fixed at one is asked window by window.
 *
 * <p>Safe for concurrent use, except for {@link #close}.
 */
public final class OnnxModel implements AutoCloseable {
    private static final String CONTENT = "/content";
    private static final int TRIAL_BATCH = 3;

    private final ModelSpec spec;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final String output;
    private final boolean oneByOne;

    private OnnxModel(
            ModelSpec spec,
            OrtEnvironment environment,
            OrtSession session,
            String input,
            String output,
            boolean oneByOne) {
        this.spec = spec;
        this.environment = environment;
        this.session = session;
        this.input = input;
        this.output = output;
        this.oneByOne = oneByOne;
    }

    /**
     * Loads a model and tries it on a few made-up windows.
     *
     * @throws ModelException if it is no model, takes or gives something else than the definition
     *     says, or gives something that is no probability
     */
    public static OnnxModel load(ModelSpec spec, byte[] content) throws ModelException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OrtSession session;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // subtasks are the parallelism there is; threads of its own would take their cores
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(content, options);
        } catch (OrtException e) {
            throw new ModelException(CONTENT, "not loaded: " + e.getMessage(), e);
        }
        OnnxModel model = null;
        try {
            model = wrap(spec, environment, session);
            model.score(trial(spec), TRIAL_BATCH);
            return model;
        } catch (ModelException | OrtException e) {
            closeQuietly(session);
            throw e instanceof ModelException refused
                    ? refused
                    : new ModelException(CONTENT, "does not run: " + e.getMessage(), e);
        }
    }

    private static OnnxModel wrap(ModelSpec spec, OrtEnvironment environment, OrtSession session)
            throws OrtException, ModelException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw new ModelException(
                    CONTENT, "takes the inputs " + inputs.keySet() + ", expected one");
        }
        Map.Entry<String, NodeInfo> input = inputs.entrySet().iterator().next();
        long[] shape = shape(input.getKey(), input.getValue().getInfo());
        List<Long> inner = spec.innerShape();
        boolean fits = shape.length == inner.size() + 1 && (shape[0] == 1 || shape[0] < 0);
        for (int axis = 1; fits && axis < shape.length; axis++) {
            fits = shape[axis] < 0 || shape[axis] == inner.get(axis - 1);
        }
        if (!fits) {
            throw new ModelException(
                    CONTENT, "takes " + shown(shape) + ", but the definition says " + shown(spec));
        }
        return new OnnxModel(
                spec, environment, session, input.getKey(), output(session), shape[0] == 1);
    }

    private static String output(OrtSession session) throws OrtException, ModelException {
        String found = null;
        for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
            if (output.getValue().getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT) {
                found = output.getKey();
            }
        }
        if (found == null) {
            throw new ModelException(
                    CONTENT,
                    "gives no tensor of floats; an exporter that gives maps has to be told not to"
                            + " (zipmap=False)");
        }
        return found;
    }

    private static long[] shape(String name, ValueInfo info) throws ModelException {
        if (info instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor.getShape();
        }
        throw new ModelException(CONTENT, "takes " + info + " as " + name + ", expected floats");
    }

    private static String shown(long[] shape) {
        StringBuilder text = new StringBuilder();
        for (long length : shape) {
            text.append(text.length() == 0 ? "[" : ", ").append(length < 0 ? "any" : length);
        }
        return text.append(']').toString();
    }

    private static String shown(ModelSpec spec) {
        long[] shape = new long[spec.innerShape().size() + 1];
        shape[0] = -1;
        for (int axis = 1; axis < shape.length; axis++) {
            shape[axis] = spec.innerShape().get(axis - 1);
        }
        return shown(shape);
    }

    /** Windows of zeros, ones and something between. */
    private static float[] trial(ModelSpec spec) {
        float[] windows = new float[TRIAL_BATCH * spec.inputs()];
        for (int index = spec.inputs(); index < windows.length; index++) {
            windows[index] = index < 2 * spec.inputs() ? 1 : index % 7 / 7f;
        }
        return windows;
    }

    /**
     * Scores windows.
     *
     * @param windows one after the other
     * @param count of them, at least 1
     * @return a probability for each
     * @throws ModelException if the model gives anything else
     * @throws OrtException if it fails
     */
    public float[] score(float[] windows, int count) throws OrtException, ModelException {
        float[] scores = new float[count];
        int step = oneByOne ? 1 : count;
        for (int first = 0; first < count; first += step) {
            FloatBuffer part =
                    FloatBuffer.wrap(windows, first * spec.inputs(), step * spec.inputs()).slice();
            try (OnnxTensor tensor = OnnxTensor.createTensor(environment, part, shape(step));
                    OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
                FloatBuffer given = ((OnnxTensor) result.get(0)).getFloatBuffer();
                pick(given, step, scores, first);
            }
        }
        return scores;
    }

    private void pick(FloatBuffer given, int windows, float[] scores, int first)
            throws ModelException {
        int each = given.remaining() / windows;
        int place = spec.output() < 0 ? each - 1 : spec.output();
        if (each * windows != given.remaining() || place < 0 || place >= each) {
            throw new ModelException(
                    CONTENT, "gives " + given.remaining() + " numbers for " + windows + " windows");
        }
        for (int window = 0; window < windows; window++) {
            float score = given.get(window * each + place);
            if (!(score >= 0 && score <= 1)) {
                throw new ModelException(CONTENT, "gives " + score + ", expected a probability");
            }
            scores[first + window] = score;
        }
    }

    private long[] shape(int batch) {
        long[] shape = new long[spec.innerShape().size() + 1];
        shape[0] = batch;
        for (int axis = 1; axis < shape.length; axis++) {
            shape[axis] = spec.innerShape().get(axis - 1);
        }
        return shape;
    }

    @Override
    public void close() {
        closeQuietly(session);
    }

    private static void closeQuietly(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session did not close", e);
        }
    }
}
