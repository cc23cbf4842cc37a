package io.fleetstream.jobs.ingest.domain.payload;

import java.util.Random;

/** Numbers as devices and their enemies spell them; most are JSON. */
final class FuzzNumbers {
    private static final String[] ODD = {
        "-0",
        "0",
        "0.0",
        "-0.0",
        "1e308",
        "1e309",
        "-1e309",
        "1e-400",
        "5e-324",
        "1E5",
        "1e+5",
        "1.5e3",
        "+1",
        "1.",
        ".5",
        "-.5",
        "-",
        "01",
        "-01",
        "00",
        "0x10",
        "1_000",
        "1.2.3",
        "NaN",
        "Infinity",
        "-Infinity",
        "9007199254740993",
        "999999999999999",
        "9999999999999999",
        "123456789012345678",
        "1234567890123456789",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "0.1",
        "0.000000000000001",
        "0.0000000000000001",
        "123456789012.345",
        "1234567890123.456",
        "100000000000000000000000",
        "true",
        "false",
        "null",
        "\"1\"",
        "tru",
        "falsey",
    };

    private final Random random;

    FuzzNumbers(Random random) {
        this.random = random;
    }

    /** Something where a number is expected. */
    String next() {
        return switch (random.nextInt(40)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> digits(1 + random.nextInt(20));
            case 2 -> digits(1 + random.nextInt(10)) + "." + digits(1 + random.nextInt(12));
            case 3 -> "-" + digits(1 + random.nextInt(4)) + "." + digits(1 + random.nextInt(3));
            case 4 -> Double.toString(random.nextDouble());
            case 5 -> Double.toString(random.nextGaussian() * 100);
            case 6 -> Integer.toString(random.nextInt(1_000));
            case 7 -> Long.toString(random.nextLong());
            default -> decimal();
        };
    }

    /** A plain decimal number. */
    String decimal() {
        return random.nextInt(100) + "." + (10 + random.nextInt(90));
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
