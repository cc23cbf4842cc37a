package io.fleetstream.connectors.confluent;

import io.fleetstream.schemas.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Readings as the first operator of a job passes them on. */
public final class TestReadingBytes {
    private TestReadingBytes() {}

    /** That reading. */
    public static ReadingBytes of(Reading reading) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new SpecificDatumWriter<>(Reading.class).write(reading, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReadingBytes(reading.getDeviceId(), out.toByteArray(), 0);
    }
}
