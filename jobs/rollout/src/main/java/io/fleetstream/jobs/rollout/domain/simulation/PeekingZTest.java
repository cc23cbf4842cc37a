package io.fleetstream.jobs.rollout.domain.simulation;

import java.util.List;
import java.util.OptionalLong;

/** What people do who watch a dashboard: test again every hour until something shows. */
final class PeekingZTest {
    // One-sided, 5 %.
    private static final double CRITICAL = 1.6448536269514722;
    private static final long HOUR_MS = 3_600_000;

    private PeekingZTest() {}

    /** The first hour at which treated devices had too many of all events. */
    static OptionalLong stoppedAt(Scenario scenario, List<SimulatedDevice> devices) {
        int hours = (int) (scenario.durationMs() / HOUR_MS);
        long[] treated = new long[hours + 1];
        long[] all = new long[hours + 1];
        double[] exposure = new double[hours + 1];
        for (SimulatedDevice device : devices) {
            count(device, treated, all);
            for (int hour = 0; hour < hours; hour++) {
                long end = (hour + 1L) * HOUR_MS;
                // NEVER is later than any end
                exposure[hour] += Math.max(0, Math.min(HOUR_MS, end - device.updatedAt()));
            }
        }
        double hit = 0;
        double total = 0;
        double atRisk = 0;
        for (int hour = 0; hour < hours; hour++) {
            hit += treated[hour];
            total += all[hour];
            atRisk += exposure[hour];
            double share = atRisk / ((hour + 1.0) * HOUR_MS * devices.size());
            double expected = total * share;
            double spread = Math.sqrt(total * share * (1 - share));
            if (spread > 0 && (hit - expected) / spread > CRITICAL) {
                return OptionalLong.of((hour + 1L) * HOUR_MS);
            }
        }
        return OptionalLong.empty();
    }

    private static void count(SimulatedDevice device, long[] treated, long[] all) {
        for (long event : device.events()) {
            int hour = (int) (event / HOUR_MS);
            all[hour]++;
            if (event >= device.updatedAt()) {
                treated[hour]++;
            }
        }
    }
}
