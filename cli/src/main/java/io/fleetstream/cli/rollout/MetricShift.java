package io.fleetstream.cli.rollout;

import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an update does to a quantity that devices measure.
 *
 * @param metric name of the quantity
 * @param factor its values are multiplied by this
 * @param offset then this is added, in its unit
 */
public record MetricShift(String metric, double factor, double offset) {
    private static final Pattern TEXT =
            Pattern.compile("([^=]+)=(?:([+-]\\d+(?:\\.\\d+)?)|\\*(\\d+(?:\\.\\d+)?))");

    /**
     * Reads {@code temperature=+5} or {@code battery=*0.8}.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static MetricShift of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "', expected METRIC=+N, METRIC=-N or METRIC=*N");
        }
        return matcher.group(2) == null
                ? new MetricShift(matcher.group(1), Double.parseDouble(matcher.group(3)), 0)
                : new MetricShift(matcher.group(1), 1, Double.parseDouble(matcher.group(2)));
    }

    /** The reading as it would have been. */
    public Reading on(Reading reading) {
        return Reading.newBuilder(reading)
                .setMetrics(reading.getMetrics().stream().map(this::on).toList())
                .build();
    }

    private Metric on(Metric value) {
        return value.getName().equals(metric)
                ? Metric.newBuilder(value).setValue(value.getValue() * factor + offset).build()
                : value;
    }
}
