package io.fleetstream.jobs.rollout.domain.simulation;

import java.util.List;

/**
 * A fleet during a rollout.
 *
 * @param devices how many are eligible
 * @param stages when they are opened, ascending
 * @param eventsPerDay how often a device has an event, on average over devices
 * @param unevenness how unequal devices are: standard deviation of the logarithm of their rates
 * @param hazardRatio how many times more often a device has events once it has the update
 * @param meanUpdateDelayMs how long a device takes to update, on average, exponentially distributed
 * @param durationMs how long it is watched
 */
public record Scenario(
        int devices,
        List<Stage> stages,
        double eventsPerDay,
        double unevenness,
        double hazardRatio,
        double meanUpdateDelayMs,
        long durationMs) {
    /** Milliseconds of a day. */
    public static final long DAY_MS = 86_400_000;

    /**
     * A stage.
     *
     * @param openedAt milliseconds from the start
     * @param share of the devices, this stage and those before it together, 0 to 1
     */
    public record Stage(long openedAt, double share) {}

    /** Takes a copy. */
    public Scenario {
        stages = List.copyOf(stages);
    }

    /** 200 devices beside 1,800, with 0.05 events per device and day, for 14 days. */
    public static Scenario canary(double unevenness, double hazardRatio) {
        return new Scenario(
                2_000, List.of(new Stage(0, 0.1)), 0.05, unevenness, hazardRatio, 0, 14 * DAY_MS);
    }

    /** When the device of a score is treated; {@link Long#MAX_VALUE} if never. */
    long openedFor(double score) {
        return stages.stream()
                .filter(stage -> score < stage.share())
                .mapToLong(Stage::openedAt)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
