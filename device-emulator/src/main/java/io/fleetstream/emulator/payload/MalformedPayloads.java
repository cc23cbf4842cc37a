package io.fleetstream.emulator.payload;

import io.fleetstream.emulator.signal.Noise;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes bad payloads whose fault is certain: each is built so that exactly one reason applies,
 * whatever the dice say. A pure function of (seed, device, sequence). Thread-safe.
 */
public final class MalformedPayloads {
    /** Largest payload ingest accepts unless told otherwise, in bytes. */
    public static final int DEFAULT_SIZE_LIMIT = 256 * 1024;

    private final long seed;
    private final List<MalformedKind> kinds;
    private final int sizeLimit;

    /**
     * Creates a generator of some kinds.
     *
     * @param kinds to choose from, with equal chances
     * @param sizeLimit what {@link MalformedKind#TOO_LARGE} must exceed, in bytes
     */
    public MalformedPayloads(long seed, List<MalformedKind> kinds, int sizeLimit) {
        this.seed = seed;
        this.kinds = List.copyOf(kinds);
        this.sizeLimit = sizeLimit;
    }

    /** A generator of every kind, for the default size limit. */
    public static MalformedPayloads ofAllKinds(long seed) {
        return new MalformedPayloads(seed, List.of(MalformedKind.values()), DEFAULT_SIZE_LIMIT);
    }

    /**
     * A bad payload of a kind chosen by the dice.
     *
     * @param deviceId the device on whose topic it is published
     * @param timestampMs a time that ingest would accept, epoch milliseconds
     */
    public MalformedPayload generate(String deviceId, long sequence, long timestampMs) {
        Random random = new Random(Noise.hash(seed, Noise.hash(deviceId), sequence));
        MalformedKind kind = kinds.get(random.nextInt(kinds.size()));
        return build(kind, new ReadingDraft(deviceId, sequence, timestampMs), random);
    }

    /** A bad payload of the given kind. */
    public MalformedPayload generate(
            MalformedKind kind, String deviceId, long sequence, long timestampMs) {
        Random random =
                new Random(
                        Noise.hash(seed, Noise.hash(deviceId), sequence, Noise.hash(kind.name())));
        return build(kind, new ReadingDraft(deviceId, sequence, timestampMs), random);
    }

    private MalformedPayload build(MalformedKind kind, ReadingDraft draft, Random random) {
        byte[] bytes =
                switch (kind) {
                    case EMPTY -> " ".repeat(random.nextInt(3)).getBytes(BadBytes.ASCII);
                    case RANDOM_BYTES -> BadBytes.random(random);
                    case BROKEN_TEXT -> BadBytes.brokenText(draft, random);
                    case GARBAGE -> BadBytes.letters(random);
                    case TRUNCATED -> truncate(draft.bytes(), random);
                    case WRONG_TYPE -> BadValues.wrongType(draft, random).bytes();
                    case NAN -> BadValues.notANumber(draft, random).bytes();
                    case TOO_LARGE -> BadValues.large(draft, sizeLimit, random).bytes();
                    case TOO_DEEP -> BadValues.deep(draft, random).bytes();
                    case WRONG_DEVICE -> BadValues.otherDevice(draft, random).bytes();
                    case YEAR_1970 -> BadValues.longAgo(draft, random).bytes();
                    case YEAR_2100 -> BadValues.farAhead(draft, random).bytes();
                    case NO_METRICS -> BadValues.noMetrics(draft, random).bytes();
                };
        return new MalformedPayload(kind, bytes);
    }

    /** Any proper, non-empty prefix of an object lacks its last brace. */
    private static byte[] truncate(byte[] good, Random random) {
        return Arrays.copyOf(good, 1 + random.nextInt(good.length - 1));
    }
}
