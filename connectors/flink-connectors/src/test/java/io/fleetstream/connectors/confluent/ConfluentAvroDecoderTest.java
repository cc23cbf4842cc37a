package io.fleetstream.connectors.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReasonCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentAvroDecoderTest {
    private static final Duplicate DUPLICATE =
            Duplicate.newBuilder()
                    .setDeviceId("d1")
                    .setSequence(7L)
                    .setDeviceTime(null)
                    .setReceivedAt(Instant.parse("2026-03-01T12:00:00.123456Z"))
                    .setSourcePartition(3)
                    .setSourceOffset(17)
                    .build();

    private static final long SEED = 20_260_301;
    private static final Reading READING =
            Reading.newBuilder()
                    .setDeviceId("d1")
                    .setOrg("acme")
                    .setSite("berlin")
                    .setDeviceType("thermostat")
                    .setEventTime(Instant.parse("2026-03-01T12:00:00Z"))
                    .setReceivedAt(Instant.parse("2026-03-01T12:00:00Z"))
                    .setMetrics(
                            List.of(
                                    new Metric(
                                            "temperature",
                                            21.5,
                                            "Cel",
                                            Quality.GOOD,
                                            null,
                                            null,
                                            null),
                                    new Metric(
                                            "humidity", 40.0, null, Quality.BAD, null, null, null)))
                    .setSourcePartition(0)
                    .setSourceOffset(0)
                    .build();

    private final CountingRegistry registry = new CountingRegistry();
    private final ConfluentAvroDecoder<Duplicate> decoder =
            new ConfluentAvroDecoder<>(Duplicate.class, registry);
    private int id;

    @BeforeEach
    void registerTheSchema() throws IOException, RestClientException {
        id = registry.register("t-value", new AvroSchema(Duplicate.getClassSchema()));
    }

    @Test
    void readsARecord() throws Exception {
        assertThat(decoder.decode(wire(id, DUPLICATE))).isEqualTo(DUPLICATE);
    }

    @Test
    void readsWhatALaterReleaseWrote() throws Exception {
        Schema later =
                new Schema.Parser()
                        .parse(
                                Duplicate.getClassSchema()
                                        .toString()
                                        .replaceFirst(
                                                "\"fields\":\\[",
                                                "\"fields\":[{\"name\":\"added\",\"type\":\"string\"},"));
        int laterId = registry.register("u-value", new AvroSchema(later));
        GenericRecord written =
                new GenericRecordBuilder(later)
                        .set("added", "x")
                        .set("device_id", "d1")
                        .set("sequence", 7L)
                        .set("device_time", null)
                        .set("received_at", 1_772_366_400_123_456L)
                        .set("source_partition", 3)
                        .set("source_offset", 17L)
                        .set("source_index", 0)
                        .build();
        ByteArrayOutputStream out = prefix(laterId);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(later, new GenericData()).write(written, encoder);

        assertThat(decoder.decode(out.toByteArray())).isEqualTo(DUPLICATE);
    }

    @Test
    void refusesWhatIsNotInTheWireFormat() {
        assertRefused(null, "the value is null");
        assertRefused(new byte[0], "not in the Confluent wire format");
        assertRefused(new byte[] {0, 0, 0, 1}, "not in the Confluent wire format");
        assertRefused(new byte[] {1, 0, 0, 0, 1, 0}, "not in the Confluent wire format");
    }

    @Test
    void refusesARecordCutShortOrTooLong() throws Exception {
        byte[] good = wire(id, DUPLICATE);

        assertRefused(Arrays.copyOf(good, good.length - 1), "cut short");
        assertRefused(Arrays.copyOf(good, good.length + 2), "2 bytes follow the record");
    }

    @Test
    void refusesARecordOfASchemaOursCannotRead() throws Exception {
        Schema other = SpecificData.get().getSchema(DeviceStatus.class);
        int otherId =
                registry.register(
                        "other-value",
                        new AvroSchema(
                                Schema.createRecord(
                                        "Other",
                                        null,
                                        "x",
                                        false,
                                        List.of(new Schema.Field("status", other, null)))));

        assertRefused(
                new byte[] {0, 0, 0, 0, (byte) otherId, 0},
                "not a record of its schema: AvroTypeException");
    }

    @Test
    void asksOnlyOnceForASchemaThatDoesNotExist() {
        byte[] unknown = {0, 1, 2, 3, 4, 5};
        for (int i = 0; i < 10; i++) {
            assertRefused(unknown, "schema 16909060 is not in the registry");
        }
        assertThat(registry.asked).isEqualTo(1);
    }

    @Test
    void doesNotBlameTheRecordForARegistryThatIsDown() {
        registry.failure = new IOException("connection refused");
        assertThatThrownBy(() -> decoder.decode(wire(id, DUPLICATE)))
                .isInstanceOf(IOException.class);

        registry.failure = null;
        registry.refusal = new RestClientException("down", 503, 503);
        assertThatThrownBy(() -> decoder.decode(wire(id, DUPLICATE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not say what schema");
    }

    @Test
    void answersGarbageWithARecordOrARefusalAndNothingElse() throws Exception {
        ConfluentAvroDecoder<Reading> readings =
                new ConfluentAvroDecoder<>(Reading.class, registry);
        int readingId = registry.register("r-value", new AvroSchema(Reading.getClassSchema()));
        byte[] good = wire(readingId, READING);
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = good.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int where = 5 + random.nextInt(bytes.length - 5);
                bytes[where] = (byte) random.nextInt(256);
            }
            try {
                readings.decode(bytes);
            } catch (UndecodableRecordException e) {
                refused++;
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + SEED + ", round " + i, e);
            }
        }
        assertThat(refused).as("seed %d", SEED).isBetween(1, 49_999);
    }

    private void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOfSatisfying(
                        UndecodableRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(ReasonCode.UNREADABLE_RECORD))
                .hasMessageContaining(message);
    }

    private static <T extends SpecificRecordBase> byte[] wire(int id, T record) throws IOException {
        ByteArrayOutputStream out = prefix(id);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<T>(record.getSchema(), record.getSpecificData())
                .write(record, encoder);
        return out.toByteArray();
    }

    private static ByteArrayOutputStream prefix(int id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        return out;
    }

    /** Confluent's own in-memory registry, which counts, and fails on demand. */
    private static final class CountingRegistry extends MockSchemaRegistryClient {
        private int asked;
        private IOException failure;
        private RestClientException refusal;

        @Override
        public ParsedSchema getSchemaById(int schemaId) throws IOException, RestClientException {
            asked++;
            if (failure != null) {
                throw failure;
            }
            if (refusal != null) {
                throw refusal;
            }
            return super.getSchemaById(schemaId);
        }
    }
}
