package io.fleetstream.benchmarks.shadow;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Numbers from 0 on, of which the n-th comes 1/n times as often as the first. */
final class Zipf {
    private final double[] cumulated;

    Zipf(int numbers) {
        cumulated = new double[numbers];
        double sum = 0;
        for (int i = 0; i < numbers; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
    }

    int next(RandomGenerator random) {
        double point = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, point);
        return found >= 0 ? found : -found - 1;
    }
}
