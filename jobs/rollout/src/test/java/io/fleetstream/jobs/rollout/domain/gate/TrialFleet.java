package io.fleetstream.jobs.rollout.domain.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Devices and the evidence they amount to, told at once. */
final class TrialFleet {
    private final GatePolicy policy;
    private final Map<String, DeviceTrial> devices = new HashMap<>();
    final Evidence evidence;

    TrialFleet(GatePolicy policy) {
        this.policy = policy;
        this.evidence = new Evidence(policy);
    }

    /** Makes devices eligible at 0: {@code t1…} of the stage that opens at 0, and {@code c1…}. */
    TrialFleet of(int treated, int control) {
        for (int number = 1; number <= treated; number++) {
            learn("t" + number, trial -> trial.eligible(0).opened(0, true).updated(0));
        }
        for (int number = 1; number <= control; number++) {
            learn("c" + number, trial -> trial.eligible(0).opened(0, false));
        }
        return this;
    }

    void learn(String device, UnaryOperator<DeviceTrial> what) {
        DeviceTrial before =
                devices.getOrDefault(device, DeviceTrial.unknown(policy.guards().size()));
        DeviceTrial after = what.apply(before);
        devices.put(device, after);
        after.since(before, policy, device, (double) (device.hashCode() & 0xffff) / 0x10000)
                .forEach(evidence::add);
    }

    void signal(String device, String signal, long time) {
        learn(device, trial -> trial.signal(policy, signal, time));
    }

    void ended(String device, String signal, long time) {
        learn(device, trial -> trial.ended(policy, signal, time));
    }

    GuardEvidence guard(int guard) {
        return evidence.guards().get(guard);
    }

    GuardEvidence at(long watermark) {
        evidence.advance(watermark);
        return guard(0);
    }
}
