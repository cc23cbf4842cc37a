package io.fleetstream.jobs.shadow.domain;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Payloads that meet each other often: few keys, few values, now and then something wrong. */
final class RandomRequests {
    private static final String[] KEYS = {"a", "b", "c", "led", "timestamp", "\\u00e4", "k\\\"q"};
    private static final String[] VALUES = {
        "1",
        "1.0",
        "1E+2",
        "2",
        "100",
        "0",
        "true",
        "false",
        "\"1\"",
        "\"\"",
        "\"on\"",
        "\"\\u0001\\n\\/\"",
        "\"\u00fc\uD83D\uDE00\"",
        "12345678901234567890123",
        "0.1"
    };

    private final Random random;

    RandomRequests(long seed) {
        random = new Random(seed);
    }

    String operation() {
        int draw = random.nextInt(20);
        return draw < 15 ? "update" : draw < 18 ? "get" : "delete";
    }

    byte[] payload(String operation, long version) {
        String text =
                operation.equals("update")
                        ? update(version)
                        : random.nextBoolean() ? "" : "{" + token() + "\"x\":[null]}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(40) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    long pause() {
        int draw = random.nextInt(40);
        return draw == 0 ? 48 * 3600 : draw == 1 ? 48 * 3600 - 1 : random.nextInt(100);
    }

    private String update(long version) {
        StringBuilder text = new StringBuilder("{").append(token());
        if (random.nextInt(5) == 0) {
            text.append("\"version\":").append(version(version)).append(',');
        }
        if (random.nextInt(30) == 0) {
            return text.append("\"other\":{}}").toString();
        }
        return text.append("\"state\":").append(state()).append('}').toString();
    }

    private String version(long version) {
        return switch (random.nextInt(8)) {
            case 0 -> "\"1\"";
            case 1 -> "null";
            case 2 -> "1";
            case 3 -> "1.0";
            case 4 -> "99999999999999999999";
            default -> Long.toString(version + random.nextInt(3) - 1);
        };
    }

    private String token() {
        return switch (random.nextInt(12)) {
            case 0 -> "\"clientToken\":\"t-" + random.nextInt(9) + "\",";
            case 1 -> "\"clientToken\":\"" + "\u00fc".repeat(30 + random.nextInt(4)) + "\",";
            case 2 -> random.nextInt(4) == 0 ? "\"clientToken\":[{}]," : "";
            default -> "";
        };
    }

    private String state() {
        int draw = random.nextInt(40);
        if (draw == 0) {
            return "null";
        }
        if (draw == 1) {
            return "[]";
        }
        StringBuilder text = new StringBuilder("{");
        boolean first = true;
        for (String section : new String[] {"desired", "reported", "delta", "foo"}) {
            boolean named =
                    switch (section) {
                        case "delta", "foo" -> random.nextInt(60) == 0;
                        default -> random.nextInt(3) > 0;
                    };
            if (named) {
                text.append(first ? "" : ",").append('"').append(section).append("\":");
                text.append(section(2));
                first = false;
            }
        }
        return text.append('}').toString();
    }

    private String section(int level) {
        int draw = random.nextInt(25);
        return draw == 0 ? "null" : draw == 1 ? VALUES[random.nextInt(7)] : object(level);
    }

    private String object(int level) {
        StringBuilder text = new StringBuilder("{");
        Set<String> used = new HashSet<>();
        int members = random.nextInt(4) + (random.nextInt(30) == 0 ? 30 : 0);
        for (int i = 0; i < members; i++) {
            String key = members > 4 ? "w" + random.nextInt(60) : KEYS[random.nextInt(KEYS.length)];
            if (used.add(key)) {
                text.append(used.size() == 1 ? "\"" : ",\"").append(key).append("\":");
                text.append(value(level + 1));
            }
        }
        return text.append('}').toString();
    }

    private String value(int level) {
        int draw = random.nextInt(12);
        if (draw < 2) {
            return "null";
        }
        if (draw < 6 && level < 9) {
            return object(level);
        }
        if (draw == 6 && level < 9) {
            StringBuilder text = new StringBuilder("[");
            for (int i = random.nextInt(3); i >= 0; i--) {
                text.append(random.nextInt(20) == 0 ? "null" : element(level + 1));
                text.append(i == 0 ? "" : ",");
            }
            return text.append(']').toString();
        }
        return VALUES[random.nextInt(VALUES.length)];
    }

    private String element(int level) {
        return random.nextInt(4) == 0 ? object(level) : VALUES[random.nextInt(VALUES.length)];
    }
}
