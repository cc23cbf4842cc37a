package io.fleetstream.benchmarks.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One result of a benchmark.
 *
 * @param name stable, dotted: benchmark, variant, what is measured
 * @param value in the unit
 * @param unit {@code x} for ratios
 * @param better the good direction
 * @param target bound of the value, itself allowed; null while there is none
 */
@JsonPropertyOrder({"name", "value", "unit", "better", "target", "ok"})
public record Figure(String name, double value, String unit, Better better, Double target) {

    /** A figure nobody has set a target for. */
    public Figure(String name, double value, String unit, Better better) {
        this(name, value, unit, better, null);
    }

    /** Whether the target is reached; true where there is none. */
    @JsonProperty("ok")
    public boolean ok() {
        return target == null || better.reaches(value, target);
    }
}
