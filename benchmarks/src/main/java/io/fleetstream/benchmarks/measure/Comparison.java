package io.fleetstream.benchmarks.measure;

/**
 * A bar: what a record costs one variant over what it costs another, as the median of interleaved
 * ratios.
 *
 * @param name last part of the figure's name
 * @param numerator variant above the line
 * @param denominator variant below it
 * @param better {@code LOWER} where ours stands above its ceiling, {@code HIGHER} where an anchor
 *     stands above ours
 * @param target bound of the ratio, itself allowed; null while there is none
 * @param wall whether wall time is compared; else CPU time
 */
public record Comparison(
        String name,
        String numerator,
        String denominator,
        Better better,
        Double target,
        boolean wall) {

    /** Our cost in units of what cannot be beaten; lower is better, 1 is the ceiling. */
    public static Comparison toCeiling(String ours, String ceiling) {
        return new Comparison(ours + ".vs-" + ceiling, ours, ceiling, Better.LOWER, null, false);
    }

    /** How many times cheaper ours is than what others do; higher is better. */
    public static Comparison toAnchor(String ours, String anchor) {
        return new Comparison(
                ours + ".speed-up-on-" + anchor, anchor, ours, Better.HIGHER, null, false);
    }

    /** The same with a target, which a run must reach to be ok. */
    public Comparison withTarget(double bound) {
        return new Comparison(name, numerator, denominator, better, bound, wall);
    }

    /** The same without a target. */
    public Comparison withoutTarget() {
        return new Comparison(name, numerator, denominator, better, null, wall);
    }

    /** The same by wall time. */
    public Comparison byWall() {
        return new Comparison(name + ".wall", numerator, denominator, better, target, true);
    }

    /** The figure these statistics give. */
    public Figure figure(String benchmark, Statistics statistics) {
        return new Figure(
                benchmark + "." + name,
                wall
                        ? statistics.medianWallRatio(numerator, denominator)
                        : statistics.medianCpuRatio(numerator, denominator),
                "x",
                better,
                target);
    }
}
