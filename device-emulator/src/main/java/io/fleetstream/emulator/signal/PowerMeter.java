package io.fleetstream.emulator.signal;

import java.util.List;

/** A single-phase grid meter with a counter of energy that only grows. */
final class PowerMeter implements DeviceProfile {
    /** 2020-01-01T00:00:00Z: the meters' counters started at zero here. */
    private static final double INSTALLED = 1_577_836_800;

    private static final double DAY = 86_400;
    private static final double PEAK_HOUR = 19;
    private static final double SWING = 0.45;

    private static final List<MetricDefinition> METRICS =
            List.of(
                    new MetricDefinition("voltage", "V", 1, 0, 300, 12),
                    new MetricDefinition("frequency", "Hz", 3, 45, 55, 0.3),
                    new MetricDefinition("power_factor", "1", 3, 0, 1, 0.2),
                    new MetricDefinition("active_power", "W", 1, 0, 25_000, 900),
                    new MetricDefinition("current", "A", 2, 0, 120, 5),
                    new MetricDefinition("energy", "kW.h", 3, 0, 1e9, 0));

    @Override
    public String type() {
        return "power-meter";
    }

    @Override
    public List<MetricDefinition> metrics() {
        return METRICS;
    }

    @Override
    public List<String> firmwares() {
        return List.of("3.2.0", "3.3.1");
    }

    @Override
    public double[] values(SignalContext at) {
        double base = at.trait(1, 400, 1800);
        double usual = base * (1 + SWING * at.daily(PEAK_HOUR));
        double power = usual * (1 + 0.2 * at.wander(2, 600) + 0.02 * at.white(3));
        double voltage = 231 - 0.0012 * power + 1.5 * at.daily(3) + 0.3 * at.white(4);
        double frequency = 50 + 0.02 * at.wander(5, 120) + 0.003 * at.white(6);
        double factor = 0.93 + 0.03 * at.wander(7, 1_200) + 0.004 * at.white(8);
        double current = power / (voltage * Math.min(1, factor));
        return new double[] {
            voltage, frequency, factor, power, current, energy(at.seconds(), base)
        };
    }

    /** The integral of the usual power, in kWh; the noise of the power has mean zero. */
    private static double energy(double seconds, double base) {
        double elapsed = Math.max(0, seconds - INSTALLED);
        double omega = 2 * Math.PI / DAY;
        double phase = -2 * Math.PI * PEAK_HOUR / 24; // INSTALLED is a midnight
        double swing = SWING / omega * (Math.sin(omega * elapsed + phase) - Math.sin(phase));
        return base * (elapsed + swing) / 3.6e6;
    }
}
