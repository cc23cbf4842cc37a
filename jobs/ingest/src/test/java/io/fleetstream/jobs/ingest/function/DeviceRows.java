package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.ClockRow;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.jobs.ingest.state.DeviceRow;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.HourRow;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.PlaceRow;
import io.fleetstream.jobs.ingest.state.QueueRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.jobs.ingest.state.RegistryVersion;
import io.fleetstream.jobs.ingest.state.ReplayedRow;
import io.fleetstream.jobs.ingest.state.SequenceSession;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Rows of devices: typical ones, and any there may be. */
final class DeviceRows {
    private static final RegistryRow REGISTRY =
            new RegistryRow("acme", "berlin", "thermostat", "model-1");

    private final Random random;

    DeviceRows(Random random) {
        this.random = random;
    }

    /** Of a device that is registered and says nothing. */
    static DeviceRow silent() {
        return new DeviceRow(
                REGISTRY, null, null, null, null, null, null, 0, null, null, null, null, 0, 0, 0);
    }

    /** Of one that counts without gaps, as of that minute. */
    static DeviceRow living(int minute) {
        long time = 1_767_225_600_000_000L + minute * 60_000_000L;
        return row(
                new DeviceHistory(
                        List.of(new SequenceSession("boot-1", 1, time, new long[] {1, minute}, 1)),
                        LongStream.range(time, time + 16).toArray(),
                        new long[0]),
                time);
    }

    /** Of one whose history is as long as any may be. */
    static DeviceRow widest() {
        return row(
                new DeviceHistory(
                        IntStream.of(16, 16, 16, 256)
                                .mapToObj(
                                        runs ->
                                                new SequenceSession(
                                                        "boot", 1, 2, new long[2 * runs], 0))
                                .toList(),
                        new long[16],
                        new long[64]),
                1);
    }

    private static DeviceRow row(DeviceHistory history, long time) {
        HourRow hour = HourRow.opened(time, 17);
        return new DeviceRow(
                REGISTRY,
                null,
                null,
                history,
                new FactsRow(1, "1.4.2", "boot-1", time, true, null, null),
                null,
                null,
                time,
                List.of(hour),
                null,
                null,
                null,
                time,
                0,
                time);
    }

    /** Any row. */
    DeviceRow next() {
        return new DeviceRow(
                maybe(this::registry),
                maybe(this::text),
                maybe(() -> new PlaceRow(text(), text(), text())),
                maybe(this::history),
                maybe(this::facts),
                maybe(() -> new ClockRow(maybe(this::number), random.nextInt(3), numbers(8))),
                maybe(
                        () ->
                                new LastValues(
                                        random.nextInt(),
                                        numbers(3),
                                        doubles(),
                                        numbers(3),
                                        doubles())),
                number(),
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> hour()).toList(),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> new ReplayedRow(i, numbers(6)))
                        .toList(),
                maybe(this::queue),
                maybe(this::queue),
                number(),
                number(),
                number());
    }

    private <T> T maybe(Supplier<T> part) {
        return random.nextBoolean() ? part.get() : null;
    }

    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private long[] numbers(int most) {
        return LongStream.range(0, random.nextInt(most + 1)).map(i -> number()).toArray();
    }

    private double[] doubles() {
        return random.doubles(random.nextInt(4)).toArray();
    }

    private String text() {
        return "\u00e4b".repeat(random.nextInt(random.nextInt(100) == 0 ? 300 : 12));
    }

    private RegistryRow registry() {
        return new RegistryRow(
                text(),
                text(),
                text(),
                maybe(this::text),
                maybe(this::number),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(
                                i ->
                                        new RegistryVersion(
                                                maybe(this::number),
                                                text(),
                                                text(),
                                                text(),
                                                maybe(this::text)))
                        .toList());
    }

    private DeviceHistory history() {
        return new DeviceHistory(
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(
                                i ->
                                        new SequenceSession(
                                                maybe(this::text),
                                                number(),
                                                number(),
                                                numbers(300),
                                                number()))
                        .toList(),
                numbers(16),
                numbers(64));
    }

    private FactsRow facts() {
        return new FactsRow(
                number(),
                maybe(this::text),
                maybe(this::text),
                number(),
                random.nextBoolean(),
                maybe(this::number),
                maybe(this::text));
    }

    private QueueRow queue() {
        return new QueueRow(number(), random.nextInt(), number(), number());
    }

    private HourRow hour() {
        return new HourRow(
                number(),
                number(),
                number(),
                number(),
                number(),
                maybe(() -> Map.of("NAN", number(), "TOO_OLD", number())),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number());
    }
}
