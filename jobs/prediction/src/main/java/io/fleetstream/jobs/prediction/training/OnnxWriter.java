package io.fleetstream.jobs.prediction.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link Network} as a model in ONNX: standardised, flattened where its input is a
 * sequence, two layers, a probability. Numbers of fields are those of {@code onnx.proto3}.
 */
final class OnnxWriter {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;

    private final Message graph = new Message();

    private OnnxWriter() {}

    /**
     * The bytes of a model.
     *
     * @param name of the graph
     * @param shape of the input without the batch in front
     */
    static byte[] write(String name, Network network, List<Long> shape) {
        return new OnnxWriter().model(name, network, shape);
    }

    private byte[] model(String name, Network network, List<Long> shape) {
        long inputs = network.inputs();
        long hidden = network.hidden();
        node("Flatten", List.of("window"), "flat", attribute("axis", 1));
        node("Sub", List.of("flat", "mean"), "centred");
        node("Mul", List.of("centred", "scale"), "standard");
        node("Gemm", List.of("standard", "first", "first_bias"), "sums");
        node("Tanh", List.of("sums"), "hidden");
        node("Gemm", List.of("hidden", "second", "second_bias"), "logit");
        node("Sigmoid", List.of("logit"), "probability");
        graph.put(2, name);
        tensor("mean", network.mean(), inputs);
        tensor("scale", network.scale(), inputs);
        tensor("first", network.first(), inputs, hidden);
        tensor("first_bias", network.firstBias(), hidden);
        tensor("second", network.second(), hidden, 1);
        tensor("second_bias", network.secondBias(), 1);
        graph.put(11, value("window", shape));
        graph.put(12, value("probability", List.of(1L)));
        return new Message()
                .put(1, IR_VERSION)
                .put(2, "fleetstream")
                .put(7, graph)
                .put(8, new Message().put(1, "").put(2, OPSET))
                .toBytes();
    }

    private void node(String type, List<String> inputs, String output, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.put(1, input));
        node.put(2, output).put(3, output).put(4, type);
        for (Message attribute : attributes) {
            node.put(5, attribute);
        }
        graph.put(1, node);
    }

    private static Message attribute(String name, long value) {
        return new Message().put(1, name).put(3, value).put(20, ATTRIBUTE_INT);
    }

    private void tensor(String name, float[] values, long... shape) {
        Message tensor = new Message();
        for (long length : shape) {
            tensor.put(1, length);
        }
        graph.put(5, tensor.put(2, FLOAT).put(8, name).put(9, values));
    }

    /** Any batch in front. */
    private static Message value(String name, List<Long> inner) {
        List<Message> lengths = new ArrayList<>();
        lengths.add(new Message().put(2, "batch"));
        inner.forEach(length -> lengths.add(new Message().put(1, length)));
        Message shape = new Message();
        lengths.forEach(length -> shape.put(1, length));
        Message tensor = new Message().put(1, FLOAT).put(2, shape);
        return new Message().put(1, name).put(2, new Message().put(1, tensor));
    }
}
