package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import io.fleetstream.schemas.ReasonCode;
import java.util.List;

/**
 * What a device aggregated by itself, while it is read: {@code count}, {@code mean}, {@code min},
 * {@code max}, {@code std}; each may be said once.
 */
final class Aggregate {
    /** Names of its fields. */
    static final List<String> FIELDS = List.of("count", "mean", "min", "max", "std");

    /** Devices round the mean and the bounds on their own. */
    private static final double TOLERANCE = 1e-6;

    private static final double MOST = 0x1p53;

    private final Pointer at;
    private Double count;
    private Double mean;
    private Double min;
    private Double max;
    private Double std;

    /**
     * An empty one.
     *
     * @param at object its fields stand in
     */
    Aggregate(Pointer at) {
        this.at = at;
    }

    /** Whether a field of that name belongs to an aggregate. */
    static boolean has(String field) {
        return FIELDS.contains(field);
    }

    /** Takes a field for which {@link #has} holds. */
    void set(String field, Double given) throws RejectedException {
        switch (field) {
            case "count" -> count = once(count, given);
            case "mean" -> mean = once(mean, given);
            case "min" -> min = once(min, given);
            case "max" -> max = once(max, given);
            default -> std = once(std, given);
        }
    }

    /** Whether there is one: bounds alone, beside a value, are none. */
    boolean isGiven() {
        return count != null || mean != null;
    }

    /**
     * The metric it makes.
     *
     * @param value stands in for a mean that is not given; null for none
     * @throws RejectedException MISSING_FIELD or WRONG_TYPE
     */
    ParsedMetric metric(String name, Double value, String unit) throws RejectedException {
        double middle = mean == null ? required(value, "mean") : mean;
        double number = required(count, "count");
        if (number < 1 || number != Math.rint(number) || number > MOST) {
            throw Scalars.wrongType(at.member("count"), "want a whole number from 1 on");
        }
        double slack = TOLERANCE * Math.abs(middle);
        if (min != null && min > middle + slack) {
            throw Scalars.wrongType(at.member("min"), "want no more than the mean");
        }
        if (max != null && max < middle - slack) {
            throw Scalars.wrongType(at.member("max"), "want no less than the mean");
        }
        if (std != null && std < 0) {
            throw Scalars.wrongType(at.member("std"), "want no less than 0");
        }
        return new ParsedMetric(
                name, middle, unit, new SampleSummary((long) number, min, max, std));
    }

    private double required(Double given, String field) throws RejectedException {
        if (given == null) {
            throw new RejectedException(
                    ReasonCode.MISSING_FIELD, at.member(field).toString(), "no " + field);
        }
        return given;
    }

    private static Double once(Double before, Double given) throws RejectedException {
        if (before != null) {
            throw JsonCursor.notJson("a field of an aggregate is given twice");
        }
        return given;
    }
}
