package io.fleetstream.jobs.ingest.edge;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages of twenty devices of all kinds, and what has to become of them. */
final class Traffic {
    static final long NOON_MILLIS = 1_772_366_400_000L;

    static final long ARRIVAL_MILLIS = NOON_MILLIS + 3_600_000;
    private static final int DEVICES = 20;

    private final Random random;
    private final long[] sequences = new long[DEVICES];
    private final List<ProducerRecord<byte[], byte[]>> accepted = new ArrayList<>();

    int stored;
    int readings;
    int duplicates;
    int heartbeats;
    final Map<ReasonCode, Integer> dead = new EnumMap<>(ReasonCode.class);

    Traffic(long seed) {
        random = new Random(seed);
    }

    int published() {
        return stored + duplicates + dead.values().stream().mapToInt(Integer::intValue).sum();
    }

    ProducerRecord<byte[], byte[]> next() throws IOException {
        return switch (random.nextInt(20)) {
            case 0 -> heartbeat();
            case 1, 2, 3 -> repeat();
            case 4 -> batch();
            case 5 -> packed();
            case 6 -> bad(ReasonCode.NOT_JSON, "{\"seq\":1,");
            case 7 -> bad(ReasonCode.WRONG_TYPE, "{\"temperature\":\"21\"}");
            case 8 -> bad(ReasonCode.DEVICE_MISMATCH, "{\"device_id\":\"x\",\"a\":1}");
            case 9 -> bad(ReasonCode.TOO_OLD, "{\"ts\":1,\"a\":1}");
            case 10 -> bad(ReasonCode.NAN, "{\"a\":1e999}");
            default -> good();
        };
    }

    /** A reading of one device. */
    ProducerRecord<byte[], byte[]> of(String device, long sequence) {
        stored++;
        readings++;
        return record(device, reading(sequence).getBytes(StandardCharsets.UTF_8), null);
    }

    private ProducerRecord<byte[], byte[]> good() {
        int device = random.nextInt(DEVICES);
        return remember(of("d" + device, sequences[device]++));
    }

    private ProducerRecord<byte[], byte[]> batch() {
        int device = random.nextInt(DEVICES);
        String text = "[" + reading(sequences[device]++) + "," + reading(sequences[device]++) + "]";
        stored++;
        readings += 2;
        return remember(record("d" + device, text.getBytes(StandardCharsets.UTF_8), null));
    }

    private ProducerRecord<byte[], byte[]> packed() throws IOException {
        int device = random.nextInt(DEVICES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(reading(sequences[device]++).getBytes(StandardCharsets.UTF_8));
        }
        stored++;
        readings++;
        return remember(record("d" + device, bytes.toByteArray(), "gzip"));
    }

    private ProducerRecord<byte[], byte[]> repeat() {
        if (accepted.isEmpty()) {
            return good();
        }
        duplicates++;
        ProducerRecord<byte[], byte[]> again = accepted.get(random.nextInt(accepted.size()));
        return new ProducerRecord<>(
                again.topic(), null, again.key(), again.value(), again.headers());
    }

    private ProducerRecord<byte[], byte[]> bad(ReasonCode reason, String text) {
        dead.merge(reason, 1, Integer::sum);
        return record("d" + random.nextInt(DEVICES), text.getBytes(StandardCharsets.UTF_8), null);
    }

    private ProducerRecord<byte[], byte[]> heartbeat() {
        heartbeats++;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.TELEMETRY_RAW, null, new byte[0]);
        record.headers().add(RecordHeaders.HEARTBEAT, new byte[0]);
        header(record, RecordHeaders.RECEIVED_AT, ARRIVAL_MILLIS + "000");
        return record;
    }

    /** Heartbeats of all partitions, that long after everything else has arrived. */
    static List<ProducerRecord<byte[], byte[]>> heartbeats(int partitions, Duration later) {
        List<ProducerRecord<byte[], byte[]>> heartbeats = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(Topics.TELEMETRY_RAW, partition, null, null, new byte[0]);
            record.headers().add(RecordHeaders.HEARTBEAT, new byte[0]);
            header(record, RecordHeaders.RECEIVED_AT, (ARRIVAL_MILLIS + later.toMillis()) + "000");
            heartbeats.add(record);
        }
        return heartbeats;
    }

    /** A dead letter as it is replayed. */
    static ProducerRecord<byte[], byte[]> replay(DeadLetter letter, String replayId) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        letter.getSourceTopic(),
                        bytes(letter.getRawKey()),
                        bytes(letter.getRawValue()));
        letter.getHeaders()
                .forEach(header -> record.headers().add(header.getKey(), bytes(header.getValue())));
        header(
                record,
                RecordHeaders.REPLAYED_FROM,
                "%s/%d/%d/%d"
                        .formatted(
                                letter.getSourceTopic(),
                                letter.getSourcePartition(),
                                letter.getSourceOffset(),
                                letter.getSourceIndex()));
        header(record, RecordHeaders.REPLAY_ID, replayId);
        return record;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private ProducerRecord<byte[], byte[]> remember(ProducerRecord<byte[], byte[]> record) {
        accepted.add(record);
        return record;
    }

    private static String reading(long sequence) {
        return "{\"seq\":"
                + sequence
                + ",\"ts\":"
                + (NOON_MILLIS + sequence * 1_000)
                + ",\"fw\":\"1\",\"metrics\":{\"temperature\":"
                + sequence % 50
                + "}}";
    }

    private static ProducerRecord<byte[], byte[]> record(
            String device, byte[] value, String encoding) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.TELEMETRY_RAW, device.getBytes(StandardCharsets.UTF_8), value);
        header(record, RecordHeaders.MQTT_TOPIC, "acme/berlin/thermostat/" + device + "/reading");
        header(record, RecordHeaders.RECEIVED_AT, ARRIVAL_MILLIS + "000");
        if (encoding != null) {
            header(record, RecordHeaders.CONTENT_ENCODING, encoding);
        }
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String text) {
        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
