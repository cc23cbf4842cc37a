package io.fleetstream.jobs.prediction.training;

import java.util.Random;

/**
 * A network with one hidden layer, from numbers to a probability; trained one sample at a time. The
 * same on every machine: nothing in it depends on the processor or the order of threads.
 */
final class Network {
    private final int inputs;
    private final int hidden;
    private final double[] mean;
    private final double[] scale;
    private final double[] first;
    private final double[] firstBias;
    private final double[] second;
    private double secondBias;

    private Network(int inputs, int hidden) {
        this.inputs = inputs;
        this.hidden = hidden;
        mean = new double[inputs];
        scale = new double[inputs];
        first = new double[inputs * hidden];
        firstBias = new double[hidden];
        second = new double[hidden];
    }

    /**
     * Trains a network.
     *
     * @param hidden units of the hidden layer
     * @param rounds over all samples
     */
    static Network train(Samples samples, int hidden, int rounds, long seed) {
        Network network = new Network(samples.features(0).length, hidden);
        Random random = new Random(seed);
        network.standardise(samples);
        for (int weight = 0; weight < network.first.length; weight++) {
            network.first[weight] = random.nextGaussian() / StrictMath.sqrt(network.inputs);
        }
        for (int unit = 0; unit < hidden; unit++) {
            network.second[unit] = random.nextGaussian() / StrictMath.sqrt(hidden);
        }
        for (int round = 0; round < rounds; round++) {
            double rate = 0.02 / (1 + round);
            for (int step = 0; step < samples.size(); step++) {
                int index = random.nextInt(samples.size());
                network.learn(samples.features(index), samples.worn(index) ? 1 : 0, rate);
            }
        }
        return network;
    }

    private void standardise(Samples samples) {
        for (int input = 0; input < inputs; input++) {
            double sum = 0;
            double squares = 0;
            for (int index = 0; index < samples.size(); index++) {
                sum += samples.features(index)[input];
                squares += samples.features(index)[input] * (double) samples.features(index)[input];
            }
            mean[input] = sum / samples.size();
            double variance = squares / samples.size() - mean[input] * mean[input];
            scale[input] = 1 / StrictMath.sqrt(StrictMath.max(variance, 1e-12));
        }
    }

    private double[] standardised(float[] features) {
        double[] values = new double[inputs];
        for (int input = 0; input < inputs; input++) {
            values[input] = (features[input] - mean[input]) * scale[input];
        }
        return values;
    }

    private double[] activations(double[] values) {
        double[] activations = new double[hidden];
        for (int unit = 0; unit < hidden; unit++) {
            double sum = firstBias[unit];
            for (int input = 0; input < inputs; input++) {
                sum += values[input] * first[input * hidden + unit];
            }
            activations[unit] = StrictMath.tanh(sum);
        }
        return activations;
    }

    private double probability(double[] activations) {
        double sum = secondBias;
        for (int unit = 0; unit < hidden; unit++) {
            sum += activations[unit] * second[unit];
        }
        return 1 / (1 + StrictMath.exp(-sum));
    }

    /** One step down the slope of the cross entropy. */
    private void learn(float[] features, double truth, double rate) {
        double[] values = standardised(features);
        double[] activations = activations(values);
        double error = probability(activations) - truth;
        secondBias -= rate * error;
        for (int unit = 0; unit < hidden; unit++) {
            double back = error * second[unit] * (1 - activations[unit] * activations[unit]);
            second[unit] -= rate * error * activations[unit];
            firstBias[unit] -= rate * back;
            for (int input = 0; input < inputs; input++) {
                first[input * hidden + unit] -= rate * back * values[input];
            }
        }
    }

    /** What it says of a window. */
    double probability(float[] features) {
        return probability(activations(standardised(features)));
    }

    int inputs() {
        return inputs;
    }

    int hidden() {
        return hidden;
    }

    float[] mean() {
        return floats(mean);
    }

    float[] scale() {
        return floats(scale);
    }

    /** Weights of the hidden layer, by inputs, then units. */
    float[] first() {
        return floats(first);
    }

    float[] firstBias() {
        return floats(firstBias);
    }

    float[] second() {
        return floats(second);
    }

    float[] secondBias() {
        return new float[] {(float) secondBias};
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int index = 0; index < values.length; index++) {
            floats[index] = (float) values[index];
        }
        return floats;
    }
}
