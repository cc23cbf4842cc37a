package io.fleetstream.jobs.rollout.domain.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An update that makes one signal more frequent: with it, a device says it so many times as often.
 * What comes on top is drawn evenly over the recording, at a rate between the device's own and that
 * of the fleet, so that devices that happened to say nothing may say something too. Equal seeds
 * give equal effects.
 *
 * @param signal as guards name it
 * @param ratio how many times as often; 1 or more
 * @param seed of the generator
 */
public record HazardEffect(String signal, double ratio, long seed) {
    /** Refuses an update that does good. */
    public HazardEffect {
        if (!(ratio >= 1)) {
            throw new IllegalArgumentException("a hazard ratio of " + ratio + ", expected >= 1");
        }
    }

    /**
     * The devices with that effect on top of what was recorded.
     *
     * @param from beginning of the recording, epoch milliseconds
     * @param until its end, excluded
     */
    public List<RecordedDevice> on(List<RecordedDevice> devices, long from, long until) {
        double mean = devices.stream().mapToLong(this::count).sum() / (double) devices.size();
        Random random = new Random(seed);
        List<RecordedDevice> changed = new ArrayList<>();
        for (RecordedDevice device : devices) {
            List<RecordedSignal> signals = new ArrayList<>(device.asRecorded());
            double expected = (ratio - 1) * (count(device) + mean) / 2;
            double time = from;
            while (expected > 0) {
                time += random.nextExponential() * (until - from) / expected;
                if (time >= until) {
                    break;
                }
                signals.add(new RecordedSignal(signal, (long) time));
            }
            changed.add(new RecordedDevice(device.id(), device.asRecorded(), signals));
        }
        return changed;
    }

    private long count(RecordedDevice device) {
        return device.asRecorded().stream().filter(each -> each.signal().equals(signal)).count();
    }
}
