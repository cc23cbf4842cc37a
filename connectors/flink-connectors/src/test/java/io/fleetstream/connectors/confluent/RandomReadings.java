package io.fleetstream.connectors.confluent;

import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.SampleSummary;
import io.fleetstream.schemas.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Readings of every form the schema allows. */
final class RandomReadings {
    private static final String LETTERS = "abcdefghij-:_ 0123456789äß€\uD83C\uDF21";
    private static final int MOST_METRICS = 40;

    private final Random random;

    RandomReadings(long seed) {
        random = new Random(seed);
    }

    Reading next() {
        Reading reading = new Reading();
        reading.setDeviceId(text());
        reading.setOrg(text());
        reading.setSite(text());
        reading.setDeviceType(text());
        reading.setModel(maybe(this::text));
        reading.setFirmware(maybe(this::text));
        reading.setBootId(maybe(this::text));
        reading.setEventTime(time());
        reading.setDeviceTime(maybe(this::time));
        reading.setReceivedAt(time());
        reading.setTimeSource(any(TimeSource.values()));
        reading.setSequence(maybe(this::number));
        reading.setMetrics(metrics());
        reading.setSourcePartition(random.nextInt());
        reading.setSourceOffset(number());
        reading.setSourceIndex(random.nextInt(3));
        reading.setWindowMicros(maybe(this::number));
        reading.setClockOffsetMicros(maybe(this::number));
        reading.setFlags(flags());
        reading.setReplayId(maybe(this::text));
        return reading;
    }

    private List<Metric> metrics() {
        int count = random.nextInt(20) == 0 ? random.nextInt(MOST_METRICS) : 1 + random.nextInt(5);
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            metrics.add(
                    new Metric(
                            text(),
                            value(),
                            maybe(this::text),
                            any(Quality.values()),
                            maybe(() -> any(QualityReason.values())),
                            maybe(this::text),
                            random.nextInt(5) == 0 ? summary() : null));
        }
        return metrics;
    }

    private SampleSummary summary() {
        return new SampleSummary(
                number(), maybe(this::value), maybe(this::value), maybe(this::value));
    }

    private List<ReadingFlag> flags() {
        List<ReadingFlag> flags = new ArrayList<>();
        for (ReadingFlag flag : ReadingFlag.values()) {
            if (random.nextInt(8) == 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private String text() {
        int length = random.nextInt(30) == 0 ? random.nextInt(300) : random.nextInt(24);
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private Instant time() {
        return Instant.EPOCH.plus(number() >> 8, ChronoUnit.MICROS);
    }

    private long number() {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private double value() {
        return switch (random.nextInt(12)) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> -0.0;
            default -> random.nextInt(100_000) / 100.0;
        };
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
