package io.fleetstream.jobs.rollout.domain.gate;

import java.util.Arrays;
import java.util.List;

/**
 * A test of one guard that may be looked at after every event: two e-processes over the order in
 * which devices have their first event.
 *
 * <p>If the update changes nothing and chance chose the treated devices, the next device to have
 * its first event is a treated one with probability {@code nT / (nT + nC)}, however unequal devices
 * are. The first process, {@link #harm()}, bets against that in favour of hazard ratios above 1; it
 * is a martingale that starts at 1, so the probability that it ever reaches {@code 1 / alpha} is at
 * most alpha (Ville's inequality). The second, {@link #safety()}, bets against a hazard ratio of
 * {@code margin} or more in favour of 1.
 *
 * <p>Only additions, multiplications and divisions of doubles: the same events in the same order
 * give the same bits on every machine. Not thread-safe.
 */
public final class FirstEventTest {
    // A martingale that is stopped from growing stays below one: what is claimed still holds.
    private static final double CEILING = 1e300;

    private final double[] hazardRatios;
    private final double margin;
    private final double[] bets;
    private double safety = 1;
    private double peak = 1;

    /**
     * A test before any event.
     *
     * @param hazardRatios what harm is looked for: ratios above 1, weighted equally
     * @param margin hazard ratio that is too much to be called safe, above 1
     */
    public FirstEventTest(List<Double> hazardRatios, double margin) {
        this.hazardRatios = hazardRatios.stream().mapToDouble(Double::doubleValue).toArray();
        this.margin = margin;
        this.bets = new double[this.hazardRatios.length];
        Arrays.fill(bets, 1);
    }

    /** The test as it stood when {@link #bets}, {@link #safety} and {@link #peak} were read. */
    FirstEventTest(
            List<Double> hazardRatios, double margin, double[] bets, double safety, double peak) {
        this(hazardRatios, margin);
        if (bets.length != this.bets.length) {
            throw new IllegalArgumentException(
                    bets.length + " bets of " + this.bets.length + " hazard ratios");
        }
        System.arraycopy(bets, 0, this.bets, 0, bets.length);
        this.safety = safety;
        this.peak = peak;
    }

    /**
     * Takes one device's first event.
     *
     * @param arm where the device stands
     * @param treated treated devices at risk just before, this one included
     * @param control control devices at risk just before, this one included
     */
    public void observe(Arm arm, long treated, long control) {
        if ((arm == Arm.TREATED ? treated : control) < 1) {
            throw new IllegalArgumentException("an event of a device that is not at risk");
        }
        double fair = share(1, treated, control);
        for (int i = 0; i < bets.length; i++) {
            double bet = share(hazardRatios[i], treated, control);
            bets[i] = Math.min(CEILING, bets[i] * likelihood(arm, bet, fair));
        }
        double unsafe = share(margin, treated, control);
        safety = Math.min(CEILING, safety * likelihood(arm, fair, unsafe));
        peak = Math.max(peak, harm());
    }

    /** Evidence of harm: the mean of all bets. */
    public double harm() {
        double sum = 0;
        for (double bet : bets) {
            sum += bet;
        }
        return sum / bets.length;
    }

    /** The greatest {@link #harm} ever was. */
    public double peak() {
        return peak;
    }

    /** Evidence that the hazard ratio is below the margin. */
    public double safety() {
        return safety;
    }

    /** What each hazard ratio's bet has become. */
    double[] bets() {
        return bets.clone();
    }

    private static double share(double ratio, long treated, long control) {
        return ratio * treated / (ratio * treated + control);
    }

    private static double likelihood(Arm arm, double claimed, double doubted) {
        return arm == Arm.TREATED ? claimed / doubted : (1 - claimed) / (1 - doubted);
    }
}
