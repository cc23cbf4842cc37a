package io.fleetstream.benchmarks.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Readings of a made-up fleet in the multi-metric form the emulator publishes, {@value
 * #PAYLOAD_BYTES} bytes each, round robin over the devices. The same seed gives the same bytes; no
 * two readings of a device have the same sequence number or time.
 */
public final class Telemetry {
    /** Size of every payload. */
    public static final int PAYLOAD_BYTES = 187;

    /** Devices in the fleet. */
    public static final int DEVICES = 1_000;

    /** Type all devices have; in their topics. */
    public static final String TYPE = "thermostat";

    /** Organisation all devices belong to; in their topics. */
    public static final String ORGANISATION = "acme";

    /** Site all devices stand at; in their topics. */
    public static final String SITE = "hall-1";

    /** Seed unless another is asked for. */
    public static final long SEED = 20_260_101;

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Pattern START_OF_PAYLOAD =
            Pattern.compile("\\{\"device_id\":\"bench-(\\d+)\",\"seq\":(\\d+),");
    private static final long INTERVAL_MILLIS = 1_000;
    private static final int FIRST_SEQUENCE = 100_000;
    private static final int TRANSIT_MICROS = 20_000;
    private static final int MICROS_PER_MILLI = 1_000;

    // Fixed widths: two digits, a point, two digits.
    private static final int LEAST_HUNDREDTHS = 1_000;
    private static final int HUNDREDTHS = 9_000;

    private final Random random;
    private long produced;

    /** A fleet from its first reading. */
    public Telemetry(long seed) {
        random = new Random(seed);
    }

    /**
     * One reading as the bridge would hand it on.
     *
     * @param deviceId who measured
     * @param mqttTopic where it was published
     * @param receivedAtMicros arrival, microseconds since the epoch
     * @param payload UTF-8 JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // handed straight to a client, never compared
    public record Message(
            String deviceId, String mqttTopic, long receivedAtMicros, byte[] payload) {}

    /** Id of a device. */
    public static String deviceId(int device) {
        return String.format("bench-%07d", device);
    }

    /** Whether the reading of that number, from 0, is sent malformed. */
    public static boolean isPoison(long number, long every) {
        return every > 0 && number % every == every - 1;
    }

    /** Readings produced so far: the number of the next one, from 0. */
    public long produced() {
        return produced;
    }

    /** Number of the reading in a payload, from 0, in the order they were produced. */
    public static long number(byte[] payload) {
        Matcher start = START_OF_PAYLOAD.matcher(new String(payload, StandardCharsets.ISO_8859_1));
        if (!start.lookingAt()) {
            throw new IllegalArgumentException("not one of these payloads");
        }
        long turn = Long.parseLong(start.group(2)) - FIRST_SEQUENCE;
        return turn * DEVICES + Long.parseLong(start.group(1));
    }

    /** The next reading. */
    public Message next() {
        int device = (int) (produced % DEVICES);
        long turn = produced / DEVICES;
        produced++;
        String deviceId = deviceId(device);
        long time = START + turn * INTERVAL_MILLIS + device % INTERVAL_MILLIS;
        StringBuilder json = new StringBuilder(PAYLOAD_BYTES);
        json.append("{\"device_id\":\"").append(deviceId);
        json.append("\",\"seq\":").append(FIRST_SEQUENCE + turn);
        json.append(",\"ts\":").append(time);
        json.append(",\"boot_id\":\"b-01\",\"fw\":\"1.4.2\",\"metrics\":{");
        metric(json, "temperature").append(',');
        metric(json, "humidity").append(',');
        metric(json, "setpoint").append(',');
        metric(json, "valve").append(',');
        metric(json, "battery").append("}}");
        byte[] payload = json.toString().getBytes(StandardCharsets.UTF_8);
        if (payload.length != PAYLOAD_BYTES) {
            throw new IllegalStateException("not " + PAYLOAD_BYTES + " bytes: " + json);
        }
        return new Message(
                deviceId,
                String.join("/", ORGANISATION, SITE, TYPE, deviceId, "reading"),
                time * MICROS_PER_MILLI + TRANSIT_MICROS,
                payload);
    }

    private StringBuilder metric(StringBuilder json, String name) {
        int value = LEAST_HUNDREDTHS + random.nextInt(HUNDREDTHS);
        return json.append('"')
                .append(name)
                .append("\":")
                .append(value / 100)
                .append('.')
                .append(value / 10 % 10)
                .append(value % 10);
    }
}
