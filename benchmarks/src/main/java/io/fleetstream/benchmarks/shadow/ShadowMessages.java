package io.fleetstream.benchmarks.shadow;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Requests of a made-up fleet: first every device makes its shadow, then devices report a few
 * values, get what there is, are asked for another setting and report that they have it. Which
 * device is next follows Zipf. The same seed gives the same requests.
 */
final class ShadowMessages {
    static final long SEED = 20_261_121;

    /** First arrival, microseconds since the epoch. */
    static final long START_MICROS = 1_767_225_600_000_000L;

    private static final long STEP_MICROS = 5_000;
    private static final int HUNDRED = 100;
    private static final int GETS = 5;
    private static final int WISHES = 5;
    private static final int MOST_VALUES = 4;
    private static final String[] SENSORS = {
        "temperature", "humidity", "pressure", "co2", "light", "noise"
    };

    private final Random random = new Random(SEED);
    private final Zipf zipf;
    private final String[] wanted;
    private long produced;

    /** For a fleet of that many devices. */
    ShadowMessages(int devices) {
        zipf = new Zipf(devices);
        wanted = new String[devices];
    }

    static String device(int number) {
        return "bench-%07d".formatted(number);
    }

    ShadowMessage next() {
        boolean creates = produced < wanted.length;
        int number = creates ? (int) produced : zipf.next(random);
        long now = START_MICROS + STEP_MICROS * produced++;
        String device = device(number);
        if (creates) {
            return new ShadowMessage(
                    device, "update", FleetShadows.creation(device, number, random), now);
        }
        int kind = random.nextInt(HUNDRED);
        if (kind < GETS) {
            return new ShadowMessage(device, "get", new byte[0], now);
        }
        return new ShadowMessage(
                device,
                "update",
                payload(number, kind < GETS + WISHES).getBytes(StandardCharsets.UTF_8),
                now);
    }

    private String payload(int number, boolean wish) {
        if (wish) {
            wanted[number] = FleetShadows.decimal(1_800 + random.nextInt(600));
            return "{\"state\":{\"desired\":{\"config\":{\"setpoint\":"
                    + wanted[number]
                    + "}}},\"clientToken\":\"app-"
                    + produced
                    + "\"}";
        }
        if (wanted[number] != null) {
            String reached = wanted[number];
            wanted[number] = null;
            return "{\"state\":{\"reported\":{\"config\":{\"setpoint\":" + reached + "}}}}";
        }
        StringBuilder json = new StringBuilder("{\"state\":{\"reported\":{\"sensors\":{");
        int values = 1 + random.nextInt(MOST_VALUES);
        int first = random.nextInt(SENSORS.length);
        for (int i = 0; i < values; i++) {
            json.append(i == 0 ? "\"" : ",\"")
                    .append(SENSORS[(first + i) % SENSORS.length])
                    .append("\":")
                    .append(FleetShadows.decimal(1_000 + random.nextInt(9_000)));
        }
        json.append("}");
        if (random.nextInt(MOST_VALUES) == 0) {
            json.append(",\"battery\":{\"level\":").append(random.nextInt(HUNDRED)).append("}");
        }
        return json.append("}}}").toString();
    }
}
