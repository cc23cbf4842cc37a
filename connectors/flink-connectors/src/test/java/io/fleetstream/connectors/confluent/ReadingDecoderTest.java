package io.fleetstream.connectors.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.BlockingBinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same as Avro says, for whatever bytes. */
class ReadingDecoderTest {
    private static final long SEED = 20_261_121;

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final ReadingDecoder decoder = new ReadingDecoder(registry);
    private final ConfluentAvroDecoder<Reading> avro =
            new ConfluentAvroDecoder<>(Reading.class, registry);
    private int id;

    @BeforeEach
    void registerTheSchema() throws Exception {
        id = registry.register("r-value", new AvroSchema(Reading.getClassSchema()));
    }

    @Test
    void knowsTheSchemaOfThisRelease() {
        assertThat(ReadingScanner.knows(Reading.getClassSchema()))
                .as(
                        "Reading.avsc has changed: read its fields in ReadingScanner, whose KNOWN"
                                + " becomes %dL; until then every reading goes the slow way",
                        SchemaNormalization.parsingFingerprint64(Reading.getClassSchema()))
                .isTrue();
    }

    @Test
    void readsEveryFormOfAReading() throws Exception {
        RandomReadings readings = new RandomReadings(SEED);
        for (int i = 0; i < 5_000; i++) {
            Reading reading = readings.next();
            assertThat(copy(decoder.decode(wire(id, reading))))
                    .as("seed %d, reading %d", SEED, i)
                    .isEqualTo(reading);
        }
    }

    @Test
    void readsArraysInBlocksThatKnowTheirSize() throws Exception {
        RandomReadings readings = new RandomReadings(SEED + 1);
        for (int i = 0; i < 500; i++) {
            Reading reading = readings.next();
            ByteArrayOutputStream out = prefix(id);
            BinaryEncoder encoder =
                    new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
            assertThat(encoder).isInstanceOf(BlockingBinaryEncoder.class);
            new SpecificDatumWriter<>(Reading.class).write(reading, encoder);
            encoder.flush();
            assertThat(copy(decoder.decode(out.toByteArray()))).isEqualTo(reading);
        }
    }

    @Test
    void readsWhatOtherSchemasWrote() throws Exception {
        Schema later =
                new Schema.Parser()
                        .parse(
                                Reading.getClassSchema()
                                        .toString()
                                        .replaceFirst(
                                                "\"fields\":\\[",
                                                "\"fields\":[{\"name\":\"added\",\"type\":\"int\"},"));
        int laterId = registry.register("later-value", new AvroSchema(later));
        assertThat(ReadingScanner.knows(later)).isFalse();
        RandomReadings readings = new RandomReadings(SEED + 2);
        for (int i = 0; i < 200; i++) {
            Reading reading = readings.next();
            byte[] now = wire(laterId, reading);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(now, 0, WireFormat.PREFIX_BYTES);
            out.write(14); // the field that was added
            out.write(now, WireFormat.PREFIX_BYTES, now.length - WireFormat.PREFIX_BYTES);
            assertThat(copy(decoder.decode(out.toByteArray()))).isEqualTo(reading);
            assertThat(copy(decoder.decode(wire(id, reading)))).isEqualTo(reading);
        }
    }

    @Test
    void readsOnTheOtherSideOfAShuffleWhatItHasChecked() throws Exception {
        Schema later =
                new Schema.Parser()
                        .parse(
                                Reading.getClassSchema()
                                        .toString()
                                        .replace("\"LATE\",", "\"LATE\",\"MORE\","));
        int laterId = registry.register("more-value", new AvroSchema(later));
        RandomReadings readings = new RandomReadings(SEED + 5);
        ReadingReader reader = new ReadingReader();
        TypeSerializer<ReadingBytes> serializer = new ReadingBytesSerializer();
        for (int i = 0; i < 500; i++) {
            Reading reading = readings.next();
            reading.setFlags(List.of());
            int writer = i % 5 == 0 ? laterId : id;
            DataOutputSerializer out = new DataOutputSerializer(64);
            ReadingBytes checked = decoder.check(wire(writer, reading));
            assertThat(checked.deviceId()).isEqualTo(reading.getDeviceId());
            serializer.serialize(checked, out);
            ReadingBytes arrived =
                    serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
            assertThat(arrived.deviceId()).isEqualTo(reading.getDeviceId());
            assertThat(copy(reader.read(arrived))).isEqualTo(reading);
        }
    }

    @Test
    void refusesEveryCut() throws Exception {
        RandomReadings readings = new RandomReadings(SEED + 3);
        for (int i = 0; i < 100; i++) {
            byte[] whole = wire(id, readings.next());
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> decoder.decode(cut))
                        .isInstanceOf(UndecodableRecordException.class);
            }
        }
    }

    @Test
    void saysOfDamagedBytesWhatAvroSays() throws Exception {
        RandomReadings readings = new RandomReadings(SEED + 4);
        Random random = new Random(SEED + 4);
        int refused = 0;
        int rounds = 60_000;
        byte[] good = wire(id, readings.next());
        for (int i = 0; i < rounds; i++) {
            if (i % 20 == 0) {
                good = wire(id, readings.next());
            }
            byte[] bytes = damaged(good, random);
            Object expected = outcome(() -> avro.decode(bytes));
            Object actual = outcome(() -> copy(decoder.decode(bytes)));
            assertThat(actual).as("seed %d, round %d", SEED + 4, i).isEqualTo(expected);
            refused += expected instanceof Reading ? 0 : 1;
        }
        assertThat(refused).as("seed %d", SEED + 4).isBetween(rounds / 10, rounds * 9 / 10);
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes =
                random.nextInt(8) == 0
                        ? Arrays.copyOf(good, good.length + random.nextInt(5) - 2)
                        : good.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int where = 5 + random.nextInt(bytes.length - 5);
            bytes[where] =
                    switch (random.nextInt(4)) {
                        case 0 -> (byte) random.nextInt(256);
                        case 1 -> (byte) 0xff;
                        case 2 -> (byte) random.nextInt(6);
                        default -> (byte) (bytes[where] ^ 1 << random.nextInt(8));
                    };
        }
        return bytes;
    }

    private interface Attempt {
        Reading get() throws UndecodableRecordException, IOException;
    }

    /** The reading, or that the bytes are at fault; anything else fails the test. */
    private static Object outcome(Attempt attempt) throws IOException {
        try {
            return attempt.get();
        } catch (UndecodableRecordException e) {
            return e.reason();
        }
    }

    private static Reading copy(ReadingView view) {
        Reading reading = new Reading();
        reading.setDeviceId(view.deviceId());
        reading.setOrg(view.org());
        reading.setSite(view.site());
        reading.setDeviceType(view.deviceType());
        reading.setModel(view.model());
        reading.setFirmware(view.firmware());
        reading.setBootId(view.bootId());
        reading.setEventTime(instant(view.eventTime()));
        reading.setDeviceTime(view.hasDeviceTime() ? instant(view.deviceTime()) : null);
        reading.setReceivedAt(instant(view.receivedAt()));
        reading.setTimeSource(view.timeSource());
        reading.setSequence(view.hasSequence() ? view.sequence() : null);
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < view.metrics(); i++) {
            metrics.add(
                    new Metric(
                            view.name(i),
                            view.value(i),
                            view.unit(i),
                            view.quality(i),
                            view.qualityReason(i),
                            view.sentUnit(i),
                            view.summary(i)));
        }
        reading.setMetrics(metrics);
        reading.setSourcePartition(view.sourcePartition());
        reading.setSourceOffset(view.sourceOffset());
        reading.setSourceIndex(view.sourceIndex());
        reading.setWindowMicros(view.hasWindow() ? view.windowMicros() : null);
        reading.setClockOffsetMicros(view.hasClockOffset() ? view.clockOffsetMicros() : null);
        reading.setFlags(view.flags());
        reading.setReplayId(view.replayId());
        return reading;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    private static byte[] wire(int id, Reading reading) throws IOException {
        ByteArrayOutputStream out = prefix(id);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(Reading.class).write(reading, encoder);
        return out.toByteArray();
    }

    private static ByteArrayOutputStream prefix(int id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        return out;
    }
}
