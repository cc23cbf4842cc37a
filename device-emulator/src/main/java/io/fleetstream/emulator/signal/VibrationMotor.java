package io.fleetstream.emulator.signal;

import java.util.List;

/** A motor with a vibration sensor: load moves speed, current, heat and vibration together. */
final class VibrationMotor implements DeviceProfile {
    private static final double YEAR = 365 * 86_400.0;

    private static final List<MetricDefinition> METRICS =
            List.of(
                    new MetricDefinition("vibration_rms", "mm/s", 3, 0, 50, 2),
                    new MetricDefinition("vibration_peak", "mm/s", 3, 0, 150, 6),
                    new MetricDefinition("temperature", "Cel", 1, -20, 150, 15),
                    new MetricDefinition("speed", "/min", 0, 0, 6000, 200),
                    new MetricDefinition("current", "A", 2, 0, 100, 5));

    @Override
    public String type() {
        return "vibration-motor";
    }

    @Override
    public List<MetricDefinition> metrics() {
        return METRICS;
    }

    @Override
    public List<String> firmwares() {
        return List.of("2.0.1", "2.1.0", "2.1.3");
    }

    @Override
    public double[] values(SignalContext at) {
        double shift = 0.6 + 0.25 * at.daily(13);
        double load = Math.max(0.1, Math.min(1, shift + 0.15 * at.wander(1, 900)));
        // bearings wear: a slow drift that starts anew when the bearing is replaced
        double age = at.seconds() / at.trait(2, 0.5 * YEAR, YEAR) + at.trait(3, 0, 1);
        double wear = Math.pow(age - Math.floor(age), 3);
        double speed = at.trait(4, 1460, 1495) - 40 * load + 2 * at.white(5);
        double rms = (1.1 + 0.9 * load + 2.2 * wear) * (1 + 0.04 * at.white(6));
        double crest = 2.6 + 1.4 * wear + 0.12 * Math.abs(at.white(7));
        double temperature = 31 + 28 * load + 6 * wear + 4 * at.daily(15) + 0.3 * at.white(8);
        double current = 3 + at.trait(9, 9, 14) * load + 0.15 * at.white(10);
        return new double[] {rms, rms * crest, temperature, speed, current};
    }
}
