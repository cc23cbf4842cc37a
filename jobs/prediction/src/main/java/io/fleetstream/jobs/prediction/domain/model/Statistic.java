package io.fleetstream.jobs.prediction.domain.model;

import java.util.Locale;

/** What flat features tell of the values of a metric in a window. */
public enum Statistic {
    /** The newest value. */
    LAST,
    /** Their mean. */
    MEAN,
    /** Their standard deviation, by their number. */
    DEVIATION,
    /** The least. */
    MIN,
    /** The greatest. */
    MAX,
    /** Root mean square about the mean: the deviation under the name that vibration has for it. */
    RMS,
    /** Slope of the straight line through them, per reading. */
    SLOPE,
    /** Fourth moment by the square of the second; 0 if they do not change. */
    KURTOSIS,
    /** Third moment by the second to the power 1.5; 0 if they do not change. */
    SKEWNESS,
    /** Greatest distance from the mean by the deviation; 0 if they do not change. */
    CREST_FACTOR;

    /** As definitions write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of at least one value, from the oldest to the newest. */
    public double of(double[] values) {
        return switch (this) {
            case LAST -> values[values.length - 1];
            case MEAN -> mean(values);
            case DEVIATION, RMS -> Math.sqrt(moment(values, 2));
            case MIN -> least(values);
            case MAX -> greatest(values);
            case SLOPE -> slope(values);
            case KURTOSIS -> standard(values, 4);
            case SKEWNESS -> standard(values, 3);
            case CREST_FACTOR -> crestFactor(values);
        };
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double moment(double[] values, int order) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            double power = 1;
            for (int factor = 0; factor < order; factor++) {
                power *= value - mean;
            }
            sum += power;
        }
        return sum / values.length;
    }

    private static double standard(double[] values, int order) {
        double deviation = Math.sqrt(moment(values, 2));
        return deviation == 0 ? 0 : moment(values, order) / Math.pow(deviation, order);
    }

    private static double crestFactor(double[] values) {
        double deviation = Math.sqrt(moment(values, 2));
        double mean = mean(values);
        double peak = Math.max(greatest(values) - mean, mean - least(values));
        return deviation == 0 ? 0 : peak / deviation;
    }

    private static double least(double[] values) {
        double least = values[0];
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double greatest(double[] values) {
        double greatest = values[0];
        for (double value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    private static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double mean = mean(values);
        double above = 0;
        double below = 0;
        for (int index = 0; index < values.length; index++) {
            above += (index - middle) * (values[index] - mean);
            below += (index - middle) * (index - middle);
        }
        return below == 0 ? 0 : above / below;
    }
}
