package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Parses payloads of device d1 that arrive at {@link #NOW}. */
final class Parsing {
    static final long NOW = 1_700_000_000_000_000L;

    private static final String TOPIC = "acme/berlin/thermostat/d1/reading";

    private Parsing() {}

    static List<ParsedReading> readings(String json) throws RejectedException {
        return readings(json.getBytes(StandardCharsets.UTF_8), null);
    }

    static List<ParsedReading> readings(byte[] payload, String contentType)
            throws RejectedException {
        return new MessageParser(Limits.DEFAULT).parse(raw(payload, contentType)).readings();
    }

    static RejectedException rejection(String json) {
        return rejection(json.getBytes(StandardCharsets.UTF_8), null);
    }

    static RejectedException rejection(byte[] payload, String contentType) {
        RejectedException rejected =
                catchThrowableOfType(RejectedException.class, () -> readings(payload, contentType));
        assertThat(rejected).isNotNull();
        return rejected;
    }

    static ParsedMetric metric(String name, double value, String unit) {
        return new ParsedMetric(name, value, unit);
    }

    static ParsedReading reading(Long time, ParsedMetric... metrics) {
        return new ParsedReading(null, time, null, null, List.of(metrics));
    }

    /** The same in CBOR. */
    static byte[] cbor(String json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonParser in = new JsonFactory().createParser(json);
                JsonGenerator generator = new CBORFactory().createGenerator(out)) {
            in.nextToken();
            generator.copyCurrentStructure(in);
        }
        return out.toByteArray();
    }

    private static RawMessage raw(byte[] payload, String contentType) {
        return new RawMessage(
                TOPIC.getBytes(StandardCharsets.UTF_8),
                NOW,
                null,
                null,
                payload,
                0,
                0,
                contentType,
                false,
                null);
    }
}
