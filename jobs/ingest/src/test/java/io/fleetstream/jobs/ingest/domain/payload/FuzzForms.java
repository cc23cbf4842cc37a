package io.fleetstream.jobs.ingest.domain.payload;

import java.util.Random;

/** Texts of every form a payload may have, most of them valid. */
final class FuzzForms {
    private static final String[] NAMES = {
        "temperature",
        "humidity",
        "setpoint",
        "valve",
        "battery",
        "t",
        "interval",
        "count",
        "mean",
        "v",
        "n",
        "temp\\u00e9rature",
        "température",
        "with space",
        "with\\\"quote",
        "tab\\t",
        "exactly-sixteen!",
        "seventeen-letters",
        "n".repeat(128),
        "n".repeat(129),
        "",
        "\uD83C\uDF21",
        "\\ud800",
        "del\u007f",
    };

    private static final String[] RESERVED = {
        "device_id", "deviceId", "seq", "sequence", "ts", "time", "timestamp", "boot_id", "bootId",
        "fw", "firmware", "metrics", "readings", "metric", "value", "values", "unit", "window_s",
        "tags", "meta",
    };

    private static final String[] TEXTS = {
        "b7", "1.4.2", "Cel", "%", "", "ü", "a\\nb", "x".repeat(128), "x".repeat(129), "d1", "d2",
    };

    private static final String[] TIMES = {
        "1700000000",
        "1700000000000",
        "1700000000000000",
        "1700000000000000000",
        "1700000000.25",
        "\"2023-11-14T22:13:20Z\"",
        "\"yesterday\"",
        "0",
        "-1",
        "null",
        "1e12",
    };

    private final Random random;
    private final FuzzNumbers numbers;
    private final StringBuilder text = new StringBuilder();

    FuzzForms(Random random) {
        this.random = random;
        this.numbers = new FuzzNumbers(random);
    }

    /** The next text. */
    String next() {
        text.setLength(0);
        switch (random.nextInt(16)) {
            case 0 -> object(() -> single());
            case 1 -> batch();
            case 2 -> object(() -> envelope());
            case 3 -> object(() -> aggregates());
            case 4 -> object(() -> singleAggregate());
            case 5 -> object(() -> series());
            case 6 -> senml();
            case 7 -> object(() -> anything());
            case 8, 9, 10 -> object(() -> flat());
            default -> object(() -> map());
        }
        return text.toString();
    }

    private void object(Runnable members) {
        blank().append('{');
        blank();
        members.run();
        blank().append('}');
        blank();
    }

    private void head() {
        if (random.nextInt(3) > 0) {
            member(random.nextInt(8) == 0 ? "deviceId" : "device_id");
            text.append(random.nextInt(40) == 0 ? "\"d2\"" : "\"d1\"");
            comma();
        }
        if (random.nextInt(3) > 0) {
            member("seq").append(random.nextInt(8) == 0 ? numbers.next() : random.nextInt(99_999));
            comma();
        }
        if (random.nextInt(3) > 0) {
            member(pick("ts", "time", "timestamp")).append(often("1700000000000", TIMES));
            comma();
        }
        if (random.nextInt(4) == 0) {
            member("boot_id");
            quoted(often("1.4.2", TEXTS));
            comma();
        }
        if (random.nextInt(4) == 0) {
            member("fw");
            quoted(often("1.4.2", TEXTS));
            comma();
        }
    }

    private void flat() {
        head();
        measurements(1 + random.nextInt(5));
    }

    private void map() {
        head();
        member("metrics");
        object(() -> measurements(random.nextInt(20) == 0 ? 40 : 1 + random.nextInt(5)));
    }

    private void measurements(int count) {
        int offset = random.nextInt(20) == 0 ? random.nextInt(NAMES.length) : 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                comma();
            }
            member(count > 20 ? "m" + i : NAMES[(offset + i) % NAMES.length]);
            if (random.nextInt(10) == 0) {
                object(() -> quantity());
            } else {
                text.append(numbers.next());
            }
        }
    }

    private void quantity() {
        member("value").append(numbers.next());
        if (random.nextBoolean()) {
            comma();
            member("unit");
            quoted(often("1.4.2", TEXTS));
        }
    }

    private void single() {
        head();
        member("metric");
        quoted(pick(NAMES));
        comma();
        member("value").append(numbers.next());
        comma();
        member("unit");
        quoted(often("1.4.2", TEXTS));
    }

    private void aggregates() {
        head();
        member("window_s").append(pick("300", "0", "1e9", numbers.next()));
        comma();
        member("metrics");
        object(
                () -> {
                    member("temperature");
                    object(() -> parts());
                });
    }

    private void singleAggregate() {
        head();
        member("metric").append("\"temperature\"");
        comma();
        parts();
    }

    private void parts() {
        member("count").append(pick("60", "0", "1.5", numbers.next()));
        comma();
        member("mean").append(pick("21.5", numbers.next()));
        comma();
        member("min").append(pick("20.5", numbers.next()));
        comma();
        member("max").append(pick("22.5", numbers.next()));
        comma();
        member("std").append(pick("0.2", numbers.next()));
    }

    private void series() {
        head();
        member("interval").append(pick("1", "0.5", numbers.next()));
        comma();
        if (random.nextBoolean()) {
            member("metric").append("\"temperature\"");
            comma();
            member("values");
            array();
        } else {
            member("values");
            object(
                    () -> {
                        member(pick(NAMES));
                        array();
                        comma();
                        member("h");
                        array();
                    });
        }
    }

    private void array() {
        text.append('[');
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "");
            text.append(random.nextInt(10) == 0 ? "null" : numbers.next());
        }
        text.append(']');
    }

    private void batch() {
        text.append('[');
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "");
            object(() -> flat());
        }
        text.append(']');
    }

    private void envelope() {
        head();
        member("readings");
        batch();
    }

    private void senml() {
        text.append('[');
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "");
            object(() -> record());
        }
        text.append(']');
    }

    private void record() {
        if (random.nextInt(3) == 0) {
            member("bn").append(pick("\"d1:\"", "\"urn:dev:ow:d1:\"", "\"\"", "7"));
            comma();
        }
        if (random.nextInt(3) == 0) {
            member(pick("bt", "bv", "bs", "bver")).append(pick("1.7e9", "10", numbers.next()));
            comma();
        }
        if (random.nextInt(3) == 0) {
            member("t").append(pick("-5", "1700000000", numbers.next()));
            comma();
        }
        member("n");
        quoted(pick(NAMES));
        comma();
        member(pick("v", "v", "v", "vb", "vs", "s")).append(numbers.next());
    }

    private void anything() {
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                comma();
            }
            member(random.nextBoolean() ? pick(RESERVED) : pick(NAMES));
            switch (random.nextInt(5)) {
                case 0 -> quoted(often("1.4.2", TEXTS));
                case 1 -> array();
                case 2 -> text.append(pick("{}", "[{}]", "{\"a\":{\"b\":[1]}}", "null"));
                default -> text.append(numbers.next());
            }
        }
    }

    private StringBuilder member(String name) {
        quoted(name);
        blank().append(':');
        return blank();
    }

    private void quoted(String content) {
        text.append('"').append(content).append('"');
    }

    private void comma() {
        blank().append(',');
        blank();
    }

    private StringBuilder blank() {
        if (random.nextInt(64) == 0) {
            text.append(pick(" ", "\n", "\t", "\r\n", "  ", "\f", "\u00a0"));
        }
        return text;
    }

    /** Mostly the usual. */
    private String often(String usual, String... choices) {
        return random.nextInt(6) > 0 ? usual : pick(choices);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
