package io.fleetstream.emulator.signal;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which anomalies a device shows. The messages of a device are cut into slots of {@value #SLOT};
 * each holds one anomaly or none, decided by a hash, so any message can be asked for alone.
 *
 * @param seed of the run
 * @param perThousand expected anomalies in a thousand messages of a device; 0 for none, at most
 *     {@code 1000 / SLOT}
 */
public record AnomalyPlan(long seed, double perThousand) {
    /** Messages in a slot. */
    public static final int SLOT = 80;

    private static final int LONGEST = SLOT / 2;
    private static final int SALT = 201;

    /** Checks the rate. */
    public AnomalyPlan {
        if (!(perThousand >= 0 && perThousand <= 1000.0 / SLOT)) {
            throw new IllegalArgumentException(
                    "anomaly rate must be between 0 and " + 1000.0 / SLOT + " per 1000 messages");
        }
    }

    /** The anomaly that touches a message, if any. */
    public Optional<Anomaly> at(DeviceIdentity device, long sequence) {
        return inSlot(device, (sequence - 1) / SLOT).filter(a -> a.touches(sequence));
    }

    /** The anomaly of a slot; slot 0 holds the messages from 1. */
    public Optional<Anomaly> inSlot(DeviceIdentity device, long slot) {
        long key = Noise.hash(device.seed(seed), SALT, slot);
        if (Noise.uniform(key, 0) >= perThousand * SLOT / 1000) {
            return Optional.empty();
        }
        List<MetricDefinition> metrics = device.profile().metrics();
        int[] eligible =
                IntStream.range(0, metrics.size())
                        .filter(i -> metrics.get(i).anomalyScale() > 0)
                        .toArray();
        AnomalyKind[] kinds = AnomalyKind.values();
        AnomalyKind kind = kinds[pick(kinds.length, key, 1)];
        long first = slot * SLOT + 1 + pick(LONGEST, key, 2);
        int length = kind == AnomalyKind.SPIKE ? 1 + pick(3, key, 3) : 12 + pick(28, key, 3);
        double strength = kind == AnomalyKind.SPIKE ? 2 : 1;
        return Optional.of(
                new Anomaly(
                        eligible[pick(eligible.length, key, 4)],
                        kind,
                        first,
                        first + length - 1,
                        strength * (1 + Noise.uniform(key, 5))));
    }

    private static int pick(int bound, long key, int salt) {
        return (int) (Noise.uniform(key, salt) * bound);
    }
}
