package io.fleetstream.jobs.aggregate.oracle;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Readings of a fleet in the order in which they arrive: 5 % late, some of them by hours, repeated,
 * shuffled, replaced, of all qualities; devices that fall silent, one that moves, and those of a
 * gateway that comes back after six hours.
 */
public final class TestFleet {
    /** When it begins; not at the beginning of an hour. */
    public static final long START = 1_772_366_567_000_000L;

    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
    private static final long HOUR = TimeUnit.HOURS.toMicros(1);

    private final Random random;
    private final int devices;
    private final long length;
    private final boolean replacing;
    private final List<DeviceSamples> readings = new ArrayList<>();
    private long offset;

    private TestFleet(long seed, int devices, int hours, boolean replacing) {
        this.random = new Random(seed);
        this.devices = devices;
        this.length = hours * HOUR;
        this.replacing = replacing;
    }

    /** A fleet that also sends other values for a time it has sent before. */
    public static List<DeviceSamples> replacing(long seed, int devices, int hours) {
        return new TestFleet(seed, devices, hours, true).readings();
    }

    /** A fleet whose values are never replaced. */
    public static List<DeviceSamples> of(long seed, int devices, int hours) {
        return new TestFleet(seed, devices, hours, false).readings();
    }

    private List<DeviceSamples> readings() {
        for (int i = 0; i < devices; i++) {
            device(i);
        }
        readings.sort(Comparator.comparingLong(DeviceSamples::receivedAt));
        return readings;
    }

    private void device(int number) {
        boolean behindGateway = number % 5 == 4;
        long step = (5 + random.nextInt(50)) * SECOND;
        long offline = START + HOUR / 2;
        long online = offline + 6 * HOUR;
        double level = random.nextGaussian() * 100;
        long time = START + random.nextInt((int) MINUTE);
        while (time < START + length) {
            if (random.nextInt(400) == 0) {
                time += (1 + random.nextInt(40)) * MINUTE;
            }
            time += 1 + (long) (step * (0.5 + random.nextDouble()));
            level += random.nextGaussian();
            long arrival = time + 100_000 + random.nextInt(3_000_000);
            if (behindGateway && time > offline && time < online) {
                arrival = online + (time - offline) / 1_000;
            } else if (random.nextInt(20) == 0) {
                arrival += (long) (random.nextDouble() * random.nextDouble() * 3 * HOUR);
            }
            DeviceSamples reading = reading(number, time, arrival, level);
            readings.add(reading);
            again(number, reading, level);
        }
    }

    private void again(int number, DeviceSamples reading, double level) {
        if (random.nextInt(30) == 0) {
            long arrival = reading.receivedAt() + 1 + random.nextInt((int) (20 * MINUTE));
            boolean other = replacing && random.nextBoolean();
            readings.add(
                    other
                            ? reading(number, reading.eventTime(), arrival, level + 5)
                            : repeat(reading, arrival));
        }
    }

    private static DeviceSamples repeat(DeviceSamples of, long arrival) {
        return new DeviceSamples(
                of.deviceId(),
                of.place(),
                of.eventTime(),
                arrival,
                of.names(),
                of.values(),
                of.units(),
                of.qualities(),
                of.summaries(),
                of.partition(),
                of.offset(),
                of.index());
    }

    private DeviceSamples reading(int number, long time, long arrival, double level) {
        boolean humid = random.nextInt(3) > 0;
        int size = humid ? 2 : 1;
        boolean swapped = humid && random.nextInt(10) == 0;
        String[] names = new String[size];
        double[] values = new double[size];
        String[] units = new String[size];
        byte[] qualities = new byte[size];
        Summary[] summaries = null;
        for (int i = 0; i < size; i++) {
            boolean first = (i == 0) != swapped;
            names[i] = first ? "temperature" : "humidity";
            units[i] = first ? "Cel" : null;
            values[i] = first ? level : random.nextInt(3) == 0 ? 0 : 100 * random.nextDouble();
            int lot = random.nextInt(20);
            qualities[i] =
                    lot == 0
                            ? DeviceSamples.BAD
                            : lot == 1 ? DeviceSamples.UNCERTAIN : DeviceSamples.GOOD;
            if (random.nextInt(50) == 0) {
                summaries = summaries == null ? new Summary[size] : summaries;
                summaries[i] =
                        new Summary(1 + random.nextInt(60), values[i] - 2, values[i] + 3, 1.5);
            }
        }
        return new DeviceSamples(
                "d" + number,
                place(number, time),
                time,
                arrival,
                names,
                values,
                units,
                qualities,
                summaries,
                number % 4,
                offset++,
                0);
    }

    private Place place(int number, long time) {
        boolean moved = number % 7 == 3 && time > START + length / 3;
        return new Place(
                number % 9 == 0 ? "globex" : "acme",
                moved ? "bonn" : "berlin-" + number % 3,
                number % 2 == 0 ? "thermostat" : "pump",
                number % 4 == 0 ? null : "m" + number % 2);
    }
}
