package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is made of the bytes before there is a text. */
class MessageBytesTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final String TOPIC = "acme/berlin/thermostat/d1/reading";

    private final MessageParser parser = new MessageParser(Limits.DEFAULT);

    @Test
    void rejectsBytesThatAreNotUtf8() {
        byte[][] malformed = {
            {(byte) 0xFF, (byte) 0xFE},
            {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
            {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
            {'{', '"', (byte) 0xC3},
        };
        for (byte[] bytes : malformed) {
            assertThat(rejection(raw(TOPIC, bytes)).reason()).isEqualTo(ReasonCode.NOT_UTF8);
        }
    }

    @Test
    void doesNotGuessOtherEncodings() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE);
        assertThat(rejection(raw(TOPIC, utf16)).reason()).isEqualTo(ReasonCode.NOT_JSON);
        byte[] utf32 = "{\"a\":1}".getBytes(java.nio.charset.Charset.forName("UTF-32LE"));
        assertThat(rejection(raw(TOPIC, utf32)).reason()).isEqualTo(ReasonCode.NOT_JSON);
    }

    @Test
    void takesNoPayloadForAnEmptyText() {
        assertThat(rejection(raw(TOPIC, null)).reason()).isEqualTo(ReasonCode.NOT_JSON);
    }

    @Test
    void rejectsPayloadsAboveTheBound() throws Exception {
        String within = "{\"a\":1" + " ".repeat(262_144 - 7) + "}";
        assertThat(only(within).metrics()).hasSize(1);
        assertThat(rejection(within + " ").reason()).isEqualTo(ReasonCode.TOO_LARGE);
    }

    @Test
    void rejectsWhatTheBridgeCut() {
        RawMessage cut = new RawMessage(TOPIC, NOW, null, "9000000", bytes("{\"a\":1}"), 0, 0);
        assertThat(rejection(cut).reason()).isEqualTo(ReasonCode.TOO_LARGE);
    }

    @Test
    void decodesGzipAndZlib() throws Exception {
        byte[] json = bytes("{\"a\":1}");
        for (String encoding : List.of("gzip", "zlib", " GZIP ")) {
            byte[] packed = encoding.equals("zlib") ? zlib(json) : gzip(json);
            RawMessage raw = new RawMessage(TOPIC, NOW, encoding, null, packed, 0, 0);
            assertThat(parser.parse(raw).readings()).hasSize(1);
        }
    }

    @Test
    void refusesDecompressionBombs() throws Exception {
        byte[] bomb = gzip(new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(262_144);
        assertThat(rejection(new RawMessage(TOPIC, NOW, "gzip", null, bomb, 0, 0)).reason())
                .isEqualTo(ReasonCode.TOO_LARGE);
    }

    @Test
    void rejectsEncodingsItCannotUndo() throws Exception {
        byte[] packed = gzip(bytes("{\"a\":1}"));
        packed[packed.length / 2] ^= 0x55;
        for (RawMessage raw :
                List.of(
                        new RawMessage(TOPIC, NOW, "br", null, bytes("{\"a\":1}"), 0, 0),
                        new RawMessage(TOPIC, NOW, "gzip", null, bytes("{\"a\":1}"), 0, 0),
                        new RawMessage(TOPIC, NOW, "zlib", null, new byte[0], 0, 0),
                        new RawMessage(TOPIC, NOW, "gzip", null, packed, 0, 0))) {
            assertThat(rejection(raw).reason()).isEqualTo(ReasonCode.UNSUPPORTED_ENCODING);
        }
    }

    private ParsedMessage parse(String json) throws RejectedException {
        return parser.parse(raw(TOPIC, bytes(json)));
    }

    private ParsedReading only(String json) throws RejectedException {
        List<ParsedReading> readings = parse(json).readings();
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }

    private RejectedException rejection(String json) {
        return rejection(raw(TOPIC, bytes(json)));
    }

    private RejectedException rejection(RawMessage raw) {
        RejectedException rejected =
                catchThrowableOfType(RejectedException.class, () -> parser.parse(raw));
        assertThat(rejected).isNotNull();
        return rejected;
    }

    private static RawMessage raw(String topic, byte[] value) {
        return new RawMessage(topic, NOW, null, null, value, 3, 77);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(plain);
        }
        return out.toByteArray();
    }
}
