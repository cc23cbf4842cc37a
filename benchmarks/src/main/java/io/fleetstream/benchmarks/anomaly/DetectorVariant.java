package io.fleetstream.benchmarks.anomaly;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.jobs.anomaly.domain.detector.Detector;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import java.util.Random;

/**
 * A detector that watches a fleet, one value of each device after the other, so that no state is in
 * the nearest cache any more when its device is met again. States live on from drain to drain. With
 * no detector: values are added up, one number in the bytes of each device. With {@link #MOVED} the
 * state is copied before and after each value, as it is when a state backend hands out bytes.
 */
public final class DetectorVariant implements Variant {
    /** Request: name of a {@link Entrant}, or empty for none. */
    static final String DETECTOR = "detector";

    /** Request: whether states are copied. */
    static final String MOVED = "moved";

    /** Request: devices in the fleet. */
    static final String DEVICES = "devices";

    private static final long SEED = 20261121;
    private static final int WAVES = 1 << 12;
    private static final int ODD = 1_000;
    private static final long STEP = 10_000;

    private double[] waves;
    private byte[][] states;
    private long round;
    private double sum;

    @Override
    public Sample drain(Request request) {
        String name = request.text(DETECTOR);
        int devices = (int) request.number(DEVICES);
        long rounds = request.number(Request.RECORDS) / devices;
        Entrant entrant = name.isEmpty() ? null : Entrant.named(name);
        prepare(entrant, devices);
        ResourceMeter meter = ResourceMeter.start();
        for (long last = round + rounds; round < last; round++) {
            if (entrant == null) {
                add(devices);
            } else {
                watch(
                        entrant.detector(),
                        entrant.metrics(),
                        devices,
                        Boolean.parseBoolean(request.text(MOVED)));
            }
        }
        Sample sample = meter.stop(rounds * devices);
        // Whoever reads the log knows that nothing was optimised away.
        System.err.printf("sum of severities so far: %s%n", sum);
        return sample;
    }

    private void prepare(Entrant entrant, int devices) {
        if (states != null) {
            return;
        }
        Random random = new Random(SEED);
        waves = random.doubles(WAVES, 0, 1).toArray();
        for (int i = 0; i < WAVES; i++) {
            waves[i] += 3 * Math.sin(2 * Math.PI * i / WAVES * 16) + (i % ODD == 0 ? 20 : 0);
        }
        states = new byte[devices][];
        for (int device = 0; device < devices; device++) {
            states[device] = entrant == null ? new byte[64] : entrant.detector().begin();
        }
    }

    private double value(int device) {
        return waves[(int) ((round + 7L * device) & (WAVES - 1))];
    }

    private void add(int devices) {
        for (int device = 0; device < devices; device++) {
            byte[] state = states[device];
            state[0] = (byte) (value(device) > 1 ? state[0] + 1 : state[0]);
            sum += state[0];
        }
    }

    private void watch(Detector detector, int metrics, int devices, boolean moved) {
        double[] values = new double[metrics];
        for (int device = 0; device < devices; device++) {
            for (int metric = 0; metric < metrics; metric++) {
                values[metric] = value(device + metric);
            }
            byte[] state = moved ? states[device].clone() : states[device];
            Verdict verdict = detector.take(state, round * STEP, values);
            states[device] = moved ? verdict.state().clone() : verdict.state();
            sum += verdict.severity() > 1 ? verdict.severity() : 0;
        }
    }
}
