package io.fleetstream.jobs.prediction.training;

import java.util.Random;

/**
 * Makes up windows of machines that are well, and of machines that wear out: vibration grows, gets
 * restless and has knocks in it, and the machine gets warmer. Every machine has a level and a
 * temperature of its own.
 */
final class WearGenerator {
    /** Metrics, in their order in a row. */
    static final int METRICS = 2;

    private final Random random;
    private final int rows;

    WearGenerator(long seed, int rows) {
        random = new Random(seed);
        this.rows = rows;
    }

    /**
     * A window, row by row: vibration in mm/s, temperature in degrees Celsius.
     *
     * @param worn whether the machine wears out
     */
    float[] window(boolean worn) {
        double wear = worn ? 0.4 + 0.6 * random.nextDouble() : 0.1 * random.nextDouble();
        double growth = worn ? 0.3 * random.nextDouble() : 0;
        double level = 1 + random.nextDouble();
        double ambient = 20 + 20 * random.nextDouble();
        double restless = 0;
        float[] window = new float[rows * METRICS];
        for (int row = 0; row < rows; row++) {
            double now = wear + growth * row / rows;
            restless = 0.7 * restless + random.nextGaussian();
            double vibration = level * (1 + 1.5 * now) * (1 + (0.04 + 0.06 * now) * restless);
            if (random.nextDouble() < 0.1 * now) {
                vibration += level * (0.5 + random.nextDouble());
            }
            window[row * METRICS] = (float) Math.max(0.05, vibration);
            window[row * METRICS + 1] = (float) (ambient + 10 * now + 0.5 * random.nextGaussian());
        }
        return window;
    }
}
