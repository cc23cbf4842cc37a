package io.fleetstream.benchmarks.shadowlatency;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payloads that carry a number, which finds them again wherever they turn up. */
final class Numbered {
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    private Numbered() {}

    static byte[] update(int number) {
        return utf8("{\"state\":{\"desired\":{\"mode\":\"eco\",\"n\":" + number + "}}}");
    }

    static byte[] echo(int number) {
        return utf8("{\"n\":" + number + "}");
    }

    static OptionalInt of(byte[] payload) {
        Matcher matcher = NUMBER.matcher(new String(payload, StandardCharsets.UTF_8));
        return matcher.find()
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
