package io.fleetstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Payloads for shadow requests: fine ones, odd ones, and what is no JSON at all. */
final class RandomDocuments {
    private static final String[] KEYS = {
        "a", "b", "c", "interval", "näme", "\\u0000", "\\ud83d\\ude80", "\uD83D\uDE80", "", "a/b~c"
    };
    private static final String[] LEAVES = {
        "1", "-0", "1.50", "1e400", "-1E-400", "123456789012345678901234567890", "true", "false",
        "null", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"\uFFFD\"", "{}", "[]", "\"\\\"\\\\\""
    };
    private static final int LONGEST = 200_000;

    /** Instead of a number, which a flipped byte could make another request's. */
    private static final String ANY = "any token";

    private final Random random;

    RandomDocuments(long seed) {
        random = new Random(seed);
    }

    /** The next one; most of them can be read. */
    byte[] next(String token) {
        return switch (random.nextInt(20)) {
            case 0 -> bytes(random.nextInt(64));
            case 1 -> cut(update(token));
            case 2 -> flipped(update(ANY));
            case 3 -> nested(random.nextInt(40), random.nextBoolean()).getBytes(UTF_8);
            case 4 -> odd(token).getBytes(UTF_8);
            case 5 -> large(token);
            default -> update(token);
        };
    }

    /** One of the three requests, update most of the time. */
    String operation() {
        int choice = random.nextInt(10);
        return choice == 0 ? "delete" : choice == 1 ? "get" : "update";
    }

    private byte[] update(String token) {
        StringBuilder text = new StringBuilder("{\"state\":{");
        if (random.nextInt(3) > 0) {
            text.append("\"desired\":").append(tree(3)).append(',');
        }
        text.append("\"reported\":").append(tree(3)).append('}');
        if (random.nextInt(8) == 0) {
            text.append(",\"version\":").append(random.nextInt(50));
        }
        return text.append(",\"clientToken\":\"")
                .append(token)
                .append("\"}")
                .toString()
                .getBytes(UTF_8);
    }

    private String tree(int depth) {
        int size = random.nextInt(4);
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size; i++) {
            // the same key may come twice
            text.append(i == 0 ? "" : ",").append('"').append(KEYS[random.nextInt(KEYS.length)]);
            text.append("\":").append(value(depth));
        }
        return text.append('}').toString();
    }

    private String value(int depth) {
        int choice = random.nextInt(8);
        if (choice == 0 && depth > 0) {
            return tree(depth - 1);
        }
        if (choice == 1 && depth > 0) {
            return "[" + value(depth - 1) + "," + value(depth - 1) + "]";
        }
        return LEAVES[random.nextInt(LEAVES.length)];
    }

    private String odd(String token) {
        return switch (random.nextInt(9)) {
            case 0 -> "";
            case 1 -> "null";
            case 2 -> "[]";
            case 3 -> "{\"state\":null,\"clientToken\":\"" + token + "\"}";
            case 4 -> "{\"state\":{},\"state\":7}";
            case 5 -> "{\"state\":{\"delta\":{}},\"clientToken\":" + random.nextInt() + "}";
            case 6 -> "{\"state\":{},\"clientToken\":\"" + "t".repeat(random.nextInt(130)) + "\"}";
            case 7 -> "{\"state\":{},\"version\":" + LEAVES[random.nextInt(LEAVES.length)] + "}";
            default -> "{\"state\":{\"desired\":[1]},\"clientToken\":\"" + token + "\"}  x";
        };
    }

    private String nested(int depth, boolean arrays) {
        // rarely deep enough to end any recursion
        int levels = random.nextInt(200) == 0 ? 20_000 : depth;
        String open = arrays ? "[" : "{\"a\":";
        String close = arrays ? "]" : "}";
        return "{\"state\":{\"desired\":{\"d\":"
                + open.repeat(levels)
                + "1"
                + close.repeat(levels)
                + "}}}";
    }

    private byte[] large(String token) {
        int length = random.nextInt(50) == 0 ? random.nextInt(LONGEST) : random.nextInt(10_000);
        return ("{\"state\":{\"reported\":{\"l\":\""
                        + "y".repeat(length)
                        + "\"}},\"clientToken\":\""
                        + token
                        + "\"}")
                .getBytes(UTF_8);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, random.nextInt(whole.length));
    }

    private byte[] flipped(byte[] whole) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            whole[random.nextInt(whole.length)] = (byte) random.nextInt();
        }
        return whole;
    }
}
