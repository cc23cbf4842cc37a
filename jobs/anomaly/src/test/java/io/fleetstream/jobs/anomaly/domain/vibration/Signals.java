package io.fleetstream.jobs.anomaly.domain.vibration;

import java.util.Random;

/** Signals of which everything is known. */
final class Signals {
    private Signals() {}

    static double[] sine(int count, double rate, double frequency, double amplitude) {
        double[] samples = new double[count];
        for (int i = 0; i < count; i++) {
            samples[i] = amplitude * Math.sin(2 * Math.PI * frequency * i / rate);
        }
        return samples;
    }

    static double[] noise(Random random, int count, double deviation) {
        return random.doubles(count, 0, 1)
                .map(ignored -> deviation * random.nextGaussian())
                .toArray();
    }

    static double[] sum(double[] one, double[] other) {
        double[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
