package io.fleetstream.benchmarks.anomaly;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well severities rank anomalous rows before the others, whatever the threshold: areas under
 * curves of precision over recall.
 */
final class Ranking {
    private static final int WIDTHS = 10;

    private Ranking() {}

    /**
     * Average precision: the mean, over the anomalous rows, of the precision of all rows that are
     * at least as severe.
     */
    static double averagePrecision(double[] severities, double[] labels) {
        Integer[] order = IntStream.range(0, severities.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> -severities[row]));
        double total = Arrays.stream(labels).sum();
        double area = 0;
        double hits = 0;
        double counted = 0;
        for (int i = 0; i < order.length; i++) {
            hits += labels[order[i]];
            boolean last =
                    i + 1 == order.length || severities[order[i + 1]] != severities[order[i]];
            if (last) {
                area += (hits - counted) / total * hits / (i + 1);
                counted = hits;
            }
        }
        return area;
    }

    /**
     * The same as a volume: averaged over margins around the anomalous stretches, none up to half
     * the mean stretch, inside which rows count the less the farther out they are. Forgives labels
     * that begin a little early or late.
     */
    static double volume(double[] severities, double[] labels) {
        double[] distances = distances(labels);
        long stretches = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0 && (i == 0 || labels[i - 1] == 0)) {
                stretches++;
            }
        }
        double widest = Arrays.stream(labels).sum() / stretches / 2;
        double sum = 0;
        for (int i = 0; i <= WIDTHS; i++) {
            double width = widest * i / WIDTHS;
            double[] soft =
                    Arrays.stream(distances)
                            .map(away -> away > width ? 0 : softened(away, width))
                            .toArray();
            sum += averagePrecision(severities, soft);
        }
        return sum / (WIDTHS + 1);
    }

    private static double softened(double away, double width) {
        return away == 0 ? 1 : Math.sqrt(1 - away / (width + 1));
    }

    private static double[] distances(double[] labels) {
        double[] distances = new double[labels.length];
        double away = Double.POSITIVE_INFINITY;
        for (int i = 0; i < labels.length; i++) {
            away = labels[i] > 0 ? 0 : away + 1;
            distances[i] = away;
        }
        away = Double.POSITIVE_INFINITY;
        for (int i = labels.length - 1; i >= 0; i--) {
            away = labels[i] > 0 ? 0 : away + 1;
            distances[i] = Math.min(distances[i], away);
        }
        return distances;
    }
}
