package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Payloads of every form, as they are or damaged; the same for the same seed. */
final class FuzzPayloads {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    private static final JsonFactory CBOR = new CBORFactory();

    private static final String[] SPLINTERS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "NaN",
        "1e999",
        "-1",
        "\"x\"",
        "\\ud800",
        "\"ts\":0,",
        "\"seq\":1,",
        "\"device_id\":\"d9\",",
        "\u0000",
        "\uFEFF",
        "é",
        " ",
        "0",
        ".",
        "e",
        "-",
        "t",
        "\"metrics\":{},",
        "9999999999999999",
        "\u007f",
        "\u001f",
        "/",
        "//",
        "'",
    };

    private final Random random;
    private final FuzzForms forms;
    private boolean binary;

    FuzzPayloads(long seed) {
        random = new Random(seed);
        forms = new FuzzForms(random);
    }

    /** The next payload. */
    byte[] next() {
        byte[] payload = forms.next().getBytes(StandardCharsets.UTF_8);
        binary = random.nextInt(16) == 0;
        if (binary) {
            payload = cbor(payload);
        }
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(payload, random.nextInt(payload.length + 1));
            case 1 -> flipped(payload);
            case 2 -> spliced(payload);
            case 3 -> doubled(payload);
            default -> payload;
        };
    }

    /** Whether the last payload was CBOR before it was damaged. */
    boolean isBinary() {
        return binary;
    }

    private byte[] flipped(byte[] payload) {
        for (int i = random.nextInt(3); i >= 0 && payload.length > 0; i--) {
            payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
        }
        return payload;
    }

    private byte[] spliced(byte[] payload) {
        byte[] splinter =
                SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(payload.length + 1);
        int to = Math.min(payload.length, at + random.nextInt(4));
        return joined(Arrays.copyOf(payload, at), splinter, payload, to);
    }

    /** A part of it is said twice. */
    private byte[] doubled(byte[] payload) {
        int from = random.nextInt(payload.length + 1);
        int to = from + random.nextInt(payload.length - from + 1);
        return joined(
                Arrays.copyOf(payload, to), Arrays.copyOfRange(payload, from, to), payload, to);
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] rest, int from) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        all.write(rest, from, rest.length - from);
        return all.toByteArray();
    }

    /** The same in CBOR, as far as it is JSON. */
    private static byte[] cbor(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonParser in = JSON.createParser(json);
                JsonGenerator generator = CBOR.createGenerator(out)) {
            in.nextToken();
            generator.copyCurrentStructure(in);
        } catch (IOException e) {
            // What stands behind the error is lost: a payload cut short.
            return out.toByteArray();
        }
        return out.toByteArray();
    }
}
