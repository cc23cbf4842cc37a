package io.fleetstream.jobs.pipeline;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Messages of a fleet as the bridge writes them, in the order of their arrival: out of order a
 * little, late, repeated, unreadable, of unknown devices; hot for a while and silent in the end.
 * Values are quarters, so that sums do not depend on their order.
 */
final class Traffic {
    static final int DEVICES = 20;
    static final int PARTITIONS = 4;
    static final long NOON_MILLIS = 1_772_366_400_000L;

    private static final int READINGS = 60;
    private static final long STEP_MILLIS = 10_000;
    private static final int HOT_FROM = 20;
    private static final int HOT_TO = 35;

    private final Random random;
    private final List<Arrival> arrivals = new ArrayList<>();

    private record Arrival(long micros, ProducerRecord<byte[], byte[]> message) {}

    Traffic(long seed) {
        random = new Random(seed);
    }

    /** Everything of ten minutes from noon. */
    List<ProducerRecord<byte[], byte[]>> all() {
        for (int device = 0; device < DEVICES; device++) {
            for (int number = 0; number < READINGS; number++) {
                add("d" + device, device, number);
            }
        }
        for (int number = 0; number < 5; number++) {
            add("stranger", 0, number);
        }
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::micros))
                .map(Arrival::message)
                .toList();
    }

    /** One reading above every limit, before noon. */
    static ProducerRecord<byte[], byte[]> probe(String device, int number) {
        long time = NOON_MILLIS - 3_600_000 + number * 10_000L;
        return message(device, time * 1_000, reading(time, number, 99));
    }

    /** Time goes on by that much after noon, in every partition. */
    static List<ProducerRecord<byte[], byte[]>> heartbeats(Duration afterNoon) {
        List<ProducerRecord<byte[], byte[]>> beats = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ProducerRecord<byte[], byte[]> beat =
                    new ProducerRecord<>(Topics.TELEMETRY_RAW, partition, null, new byte[0]);
            header(beat, RecordHeaders.HEARTBEAT, "1");
            header(
                    beat,
                    RecordHeaders.RECEIVED_AT,
                    String.valueOf((NOON_MILLIS + afterNoon.toMillis()) * 1_000));
            beats.add(beat);
        }
        return beats;
    }

    private void add(String name, int device, int number) {
        long time = NOON_MILLIS + number * STEP_MILLIS + device * 7L;
        long arrival = time * 1_000 + random.nextInt(900_000);
        if (random.nextInt(40) == 0) {
            // behind every window that may still be open
            time -= Duration.ofHours(3).toMillis();
        }
        boolean hot = number >= HOT_FROM && number < HOT_TO;
        double value = (hot ? 80 : 20) + random.nextInt(40) / 4.0;
        ProducerRecord<byte[], byte[]> message =
                message(
                        name,
                        arrival,
                        random.nextInt(50) == 0
                                ? "{\"temperature\":\"warm\"}"
                                : reading(time, number, value));
        arrivals.add(new Arrival(arrival, message));
        if (random.nextInt(30) == 0) {
            arrivals.add(new Arrival(arrival + 1, message));
        }
    }

    private static String reading(long time, int sequence, double temperature) {
        return "{\"seq\":%d,\"ts\":%d,\"metrics\":{\"temperature\":%s,\"humidity\":%s}}"
                .formatted(sequence, time, temperature, 40 + sequence / 4.0);
    }

    private static ProducerRecord<byte[], byte[]> message(
            String device, long arrivalMicros, String payload) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(
                        Topics.TELEMETRY_RAW,
                        device.getBytes(StandardCharsets.UTF_8),
                        payload.getBytes(StandardCharsets.UTF_8));
        header(message, RecordHeaders.MQTT_TOPIC, "acme/plant-1/thermostat/" + device + "/reading");
        header(message, RecordHeaders.RECEIVED_AT, String.valueOf(arrivalMicros));
        return message;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
