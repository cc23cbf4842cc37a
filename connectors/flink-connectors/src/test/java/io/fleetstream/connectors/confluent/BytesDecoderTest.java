package io.fleetstream.connectors.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class BytesDecoderTest {
    private static final long SEED = 20_260_301;
    private static final Schema EVERYTHING =
            SchemaBuilder.record("Everything")
                    .fields()
                    .requiredBoolean("flag")
                    .requiredInt("small")
                    .requiredLong("large")
                    .requiredFloat("single")
                    .requiredDouble("twice")
                    .requiredString("text")
                    .requiredBytes("bytes")
                    .name("fixed")
                    .type()
                    .fixed("Four")
                    .size(4)
                    .noDefault()
                    .name("choice")
                    .type()
                    .enumeration("Choice")
                    .symbols("A", "B", "C")
                    .noDefault()
                    .name("maybe")
                    .type()
                    .unionOf()
                    .nullType()
                    .and()
                    .longType()
                    .endUnion()
                    .noDefault()
                    .name("list")
                    .type()
                    .array()
                    .items()
                    .longType()
                    .noDefault()
                    .name("map")
                    .type()
                    .map()
                    .values()
                    .stringType()
                    .noDefault()
                    .endRecord();
    private static final Schema LAST_FIELD_ONLY =
            SchemaBuilder.record("Everything")
                    .fields()
                    .name("map")
                    .type()
                    .map()
                    .values()
                    .stringType()
                    .noDefault()
                    .endRecord();

    @Test
    void readsWhatAvroWrites() throws IOException {
        for (Object record : new RandomData(EVERYTHING, 500, SEED)) {
            byte[] bytes = encode(record, false);

            BytesDecoder decoder = new BytesDecoder(bytes, 0);

            assertThat(read(decoder, EVERYTHING)).as("seed %d", SEED).isEqualTo(record);
            assertThat(decoder.remaining()).isZero();
        }
    }

    @Test
    void readsAndSkipsBlocksOfKnownSize() throws IOException {
        for (Object record : new RandomData(EVERYTHING, 500, SEED)) {
            for (boolean blocking : new boolean[] {false, true}) {
                byte[] bytes = encode(record, blocking);

                GenericRecord whole = read(new BytesDecoder(bytes, 0), EVERYTHING);
                GenericRecord part = read(new BytesDecoder(bytes, 0), LAST_FIELD_ONLY);

                assertThat(whole).as("seed %d", SEED).isEqualTo(record);
                assertThat(part.get("map")).isEqualTo(whole.get("map"));
            }
        }
    }

    @Test
    void noticesWhenARecordIsCutShortAnywhere() throws IOException {
        Object record = new RandomData(EVERYTHING, 1, SEED).iterator().next();
        byte[] bytes = encode(record, false);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(new BytesDecoder(cut, 0), EVERYTHING))
                    .as("cut to %d of %d, seed %d", length, bytes.length, SEED)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void neverAllocatesWhatIsNotThere() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        encoder.writeLong(Integer.MAX_VALUE);
        encoder.flush();
        byte[] huge = out.toByteArray();

        assertThatThrownBy(() -> new BytesDecoder(huge, 0).readString())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new BytesDecoder(huge, 0).readBytes(null))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new BytesDecoder(huge, 0).readArrayStart())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new BytesDecoder(huge, 0).readMapStart())
                .isInstanceOf(EOFException.class);
    }

    private static GenericRecord read(BytesDecoder decoder, Schema reader) throws IOException {
        return new GenericDatumReader<GenericRecord>(EVERYTHING, reader, new GenericData())
                .read(null, decoder);
    }

    private static byte[] encode(Object record, boolean blocking) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder =
                blocking
                        ? EncoderFactory.get().blockingBinaryEncoder(out, null)
                        : EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(EVERYTHING).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
