package io.fleetstream.jobs.rollout.domain.rehearsal;

import io.fleetstream.jobs.rollout.domain.rollout.DevicePart;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutController;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;

/** A device in one run: its side of the rollout, and what telemetry says of it. Not thread-safe. */
final class RehearsedDevice {
    private static final long NEVER = Long.MAX_VALUE;

    private final RecordedDevice recorded;
    private final DevicePart part;
    private DeviceRollout known;
    private long installedAt = NEVER;
    private int read;
    private int readWithUpdate;

    RehearsedDevice(RecordedDevice recorded, RolloutDefinition definition) {
        this.recorded = recorded;
        this.part = new DevicePart(definition, recorded.id(), ZoneOffset.UTC);
        this.known = DeviceRollout.outside(definition.gate().guards().size());
    }

    int bucket() {
        return part.bucket();
    }

    boolean isUpdated(long now) {
        return installedAt <= now;
    }

    void count(RolloutView view, RolloutController controller) {
        take(part.count(known, view, true), controller);
    }

    /** Looks at the log; one that is told installs in its own time. */
    void look(
            RolloutView view,
            long now,
            long installMs,
            RandomGenerator random,
            RolloutController controller) {
        DeviceStep step = part.look(known, view, true, now);
        if (step.order() == DeviceStep.Order.START) {
            installedAt = now + (long) (random.nextExponential() * installMs);
        }
        take(step, controller);
    }

    /** All that happened since the last time. */
    void pass(long now, RolloutController controller) {
        while (read < recorded.asRecorded().size()) {
            RecordedSignal next = recorded.asRecorded().get(read);
            if (next.at() > now) {
                break;
            }
            read++;
            if (next.at() < installedAt) {
                take(part.signal(known, next.signal(), next.at()), controller);
            }
        }
        if (installedAt > now) {
            return;
        }
        take(part.ended(known, DeviceRollout.Phase.SUCCEEDED, installedAt), controller);
        List<RecordedSignal> with = recorded.withUpdate();
        while (readWithUpdate < with.size() && with.get(readWithUpdate).at() <= now) {
            RecordedSignal next = with.get(readWithUpdate++);
            if (next.at() >= installedAt) {
                take(part.signal(known, next.signal(), next.at()), controller);
            }
        }
    }

    private void take(DeviceStep step, RolloutController controller) {
        known = step.next();
        if (step.progress() != null) {
            controller.progressed(part.stage(), step.progress());
        }
        step.evidence().forEach(controller::observed);
    }
}
