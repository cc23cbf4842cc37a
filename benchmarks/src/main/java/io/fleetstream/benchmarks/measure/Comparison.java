package io.fleetstream.benchmarks.measure;

/**
 * A bar: the CPU time per record of one variant over another's, as the median of interleaved
 * ratios.
 *
 * @param name last part of the figure's name
 * @param numerator variant above the line
 * @param denominator variant below it
 * @param better {@code LOWER} where ours stands above its ceiling, {@code HIGHER} where an anchor
 *     stands above ours
 * @param target bound of the ratio, itself allowed; null while there is none
 */
public record Comparison(
        String name, String numerator, String denominator, Better better, Double target) {

    /** Our cost in units of what cannot be beaten; lower is better, 1 is the ceiling. */
    public static Comparison toCeiling(String ours, String ceiling) {
        return new Comparison(ours + ".vs-" + ceiling, ours, ceiling, Better.LOWER, null);
    }

    /** How many times cheaper ours is than what others do; higher is better. */
    public static Comparison toAnchor(String ours, String anchor) {
        return new Comparison(ours + ".speed-up-on-" + anchor, anchor, ours, Better.HIGHER, null);
    }

    /** The same with a target, which a run must reach to be ok. */
    public Comparison withTarget(double bound) {
        return new Comparison(name, numerator, denominator, better, bound);
    }

    /** The same without a target. */
    public Comparison withoutTarget() {
        return new Comparison(name, numerator, denominator, better, null);
    }

    /** The figure these statistics give. */
    public Figure figure(String benchmark, Statistics statistics) {
        return new Figure(
                benchmark + "." + name,
                statistics.medianCpuRatio(numerator, denominator),
                "x",
                better,
                target);
    }
}
