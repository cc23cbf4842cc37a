package io.fleetstream.jobs.ingest.domain.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Payloads that are wrong in many ways, and some that are not; the same for the same seed. */
final class MalformedPayloads {
    private static final String[] TEMPLATES = {
        "{\"device_id\":\"d1\",\"seq\":12,\"ts\":1700000000000,\"temperature\":21.5,\"humidity\":40}",
        "{\"device_id\":\"d1\",\"ts\":1700000000,\"metric\":\"t\",\"value\":21.5,\"unit\":\"Cel\"}",
        "{\"seq\":12,\"boot_id\":\"b7\",\"fw\":\"1.4.2\",\"metrics\":{\"t\":21.5,\"h\":{\"value\":4}}}",
        "[{\"seq\":1,\"a\":1,\"ts\":\"2023-11-14T22:13:20Z\"},{\"seq\":2,\"b\":2}]",
        "{\"device_id\":\"d1\",\"readings\":[{\"ts\":1700000000,\"a\":1},{\"b\":true}],\"meta\":{\"x\":[]}}",
    };

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
        "-Infinity",
        "1e999",
        "-1",
        "\"x\"",
        "\\ud800",
        "\"ts\":0,",
        "\"ts\":4102444800,",
        "\"device_id\":\"d9\",",
        "\"readings\":[],",
        "\"metrics\":{},",
        "9".repeat(400),
        "\u0000",
        "\uFEFF",
        "é",
        "\"seq\":18446744073709551616,",
    };

    private final Random random;

    MalformedPayloads(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        return switch (random.nextInt(16)) {
            case 0 -> noise();
            case 1, 2 -> cut();
            case 3, 4 -> flipped();
            case 5 -> "[".repeat(random.nextInt(3_000)).getBytes(StandardCharsets.UTF_8);
            case 6 ->
                    ("{\"a\":\"" + "x".repeat(random.nextInt(2_000)) + "\"}")
                            .getBytes(StandardCharsets.UTF_8);
            default -> spliced();
        };
    }

    private String template() {
        return TEMPLATES[random.nextInt(TEMPLATES.length)];
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cut() {
        byte[] bytes = template().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private byte[] flipped() {
        byte[] bytes = template().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int top = random.nextInt(4) == 0 ? 256 : 128;
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(top) - (top - 128));
        }
        return bytes;
    }

    private byte[] spliced() {
        StringBuilder text = new StringBuilder(template());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(6));
            text.replace(at, to, SPLINTERS[random.nextInt(SPLINTERS.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
