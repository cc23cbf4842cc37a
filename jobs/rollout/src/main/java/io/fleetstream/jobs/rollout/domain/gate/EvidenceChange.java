package io.fleetstream.jobs.rollout.domain.gate;

/**
 * A change of what is known about devices at risk. Changes are sums: in whatever order they come,
 * they amount to the same, and many {@link Risk}s of one time, guard and arm may be added up.
 */
public sealed interface EvidenceChange {
    /** Event time, epoch milliseconds. */
    long time();

    /** Index of the guard. */
    int guard();

    /** Side of the comparison. */
    Arm arm();

    /** What takes this back. */
    EvidenceChange reversed();

    /**
     * Devices that come to be at risk at a time, or cease to without an event.
     *
     * @param came devices; negative where this takes back what was said before
     * @param left devices; negative where this takes back what was said before
     */
    record Risk(long time, int guard, Arm arm, long came, long left) implements EvidenceChange {
        /** The same at another time. */
        Risk at(long other) {
            return new Risk(other, guard, arm, came, left);
        }

        @Override
        public Risk reversed() {
            return new Risk(time, guard, arm, -came, -left);
        }
    }

    /**
     * A device's first event; it is at risk no longer.
     *
     * @param device which
     * @param order of events of one time: the device's score
     * @param count 1, or -1 where this takes back what was said before
     */
    record First(long time, int guard, Arm arm, String device, double order, int count)
            implements EvidenceChange {
        @Override
        public First reversed() {
            return new First(time, guard, arm, device, order, -count);
        }
    }
}
