package io.fleetstream.emulator.signal;

import java.util.List;

/** A tracker in a refrigerated truck: compressor cycles, doors, a round trip, a battery. */
final class ColdChainTracker implements DeviceProfile {
    private static final double DAY = 86_400;
    private static final double COMPRESSOR_CYCLE = 1_500;
    private static final double DOOR_SLOT = 5_400;

    private static final List<MetricDefinition> METRICS =
            List.of(
                    new MetricDefinition("temperature", "Cel", 2, -40, 60, 5),
                    new MetricDefinition("humidity", "%", 1, 0, 100, 15),
                    new MetricDefinition("door_open", "1", 0, 0, 1, 0),
                    new MetricDefinition("latitude", "deg", 5, -90, 90, 0),
                    new MetricDefinition("longitude", "deg", 5, -180, 180, 0),
                    new MetricDefinition("battery", "%", 1, 0, 100, 0));

    @Override
    public String type() {
        return "cold-chain-tracker";
    }

    @Override
    public List<MetricDefinition> metrics() {
        return METRICS;
    }

    @Override
    public List<String> firmwares() {
        return List.of("0.9.8", "1.0.0");
    }

    @Override
    public double[] values(SignalContext at) {
        double sinceOpened = secondsSinceDoorOpened(at);
        boolean open = sinceOpened < 180;
        double warmth = open ? sinceOpened / 180 : Math.exp(-(sinceOpened - 180) / 700);
        double cycle = at.seconds() / COMPRESSOR_CYCLE + at.trait(1, 0, 1);
        double compressor = Math.abs(2 * (cycle - Math.floor(cycle)) - 1) - 0.5;
        double temperature =
                at.trait(2, 2.5, 5)
                        + 1.2 * compressor
                        + 0.5 * at.daily(15)
                        + 4.5 * warmth
                        + 0.04 * at.white(3);
        double humidity = 72 + 14 * warmth - 6 * compressor + 0.5 * at.white(4);
        double way = 2 * Math.PI * (at.seconds() / DAY + at.trait(5, 0, 1));
        double latitude = at.trait(6, 44, 50) + 0.6 * Math.sin(way) + 2e-5 * at.white(7);
        double longitude = at.trait(8, 1, 7) + 0.9 * Math.cos(way) + 2e-5 * at.white(9);
        double charge = at.seconds() / (7 * DAY) + at.trait(10, 0, 1);
        double battery = 100 - 75 * (charge - Math.floor(charge));
        return new double[] {temperature, humidity, open ? 1 : 0, latitude, longitude, battery};
    }

    /** Doors open once in each slot, between 6 and 20 h only, at a time of the slot's own. */
    private static double secondsSinceDoorOpened(SignalContext at) {
        long slot = (long) Math.floor(at.seconds() / DOOR_SLOT);
        for (long candidate = slot; candidate > slot - 2; candidate--) {
            double opened =
                    (candidate + 0.8 * Noise.uniform(at.deviceSeed(), 11, candidate)) * DOOR_SLOT;
            double hour = (opened / DAY - Math.floor(opened / DAY)) * 24;
            if (opened <= at.seconds() && hour >= 6 && hour < 20) {
                return at.seconds() - opened;
            }
        }
        return 2 * DOOR_SLOT;
    }
}
