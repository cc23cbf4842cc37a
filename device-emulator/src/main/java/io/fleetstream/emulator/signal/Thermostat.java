package io.fleetstream.emulator.signal;

import java.util.List;

/** A room thermostat: the room follows the weather and the valve follows the room. */
final class Thermostat implements DeviceProfile {
    private static final List<MetricDefinition> METRICS =
            List.of(
                    new MetricDefinition("temperature", "Cel", 2, -20, 60, 4),
                    new MetricDefinition("humidity", "%", 1, 0, 100, 20),
                    new MetricDefinition("setpoint", "Cel", 1, 5, 30, 0),
                    new MetricDefinition("valve", "%", 0, 0, 100, 0));

    @Override
    public String type() {
        return "thermostat";
    }

    @Override
    public List<MetricDefinition> metrics() {
        return METRICS;
    }

    @Override
    public List<String> firmwares() {
        return List.of("1.4.2", "1.5.0");
    }

    @Override
    public double[] values(SignalContext at) {
        boolean occupied = at.hour() >= 6 && at.hour() < 22;
        double setpoint = occupied ? at.trait(1, 20, 22) : at.trait(2, 16, 18);
        double weather = 8 + 7 * at.daily(15) + 4 * at.wander(3, 200_000);
        double leak = at.trait(4, 0.08, 0.2);
        double room =
                19.5
                        + 1.6 * at.daily(17)
                        + leak * (weather - 8)
                        + 0.5 * at.wander(5, 3_600)
                        + at.trait(6, -0.8, 0.8);
        double temperature = room + 0.05 * at.white(7);
        double humidity = 48 - 2.4 * (room - 19.5) + 8 * at.wander(8, 90_000) + 0.4 * at.white(9);
        double valve = 100 * Math.max(0, Math.min(1, 0.15 + (setpoint - room) / 2.5));
        return new double[] {temperature, humidity, setpoint, valve};
    }
}
