package io.fleetstream.benchmarks.shadow;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Shadows of a made-up machine: a kilobyte of compact JSON, desired and reported together. */
final class FleetShadows {
    private static final int HUNDREDTHS = 100;

    private FleetShadows() {}

    /** The payload of the request that makes a device's shadow. */
    static byte[] creation(String device, int number, Random random) {
        String settings = settings(random);
        String json =
                "{\"state\":{\"desired\":{\"config\":"
                        + settings
                        + "},\"reported\":{\"identity\":{\"serial\":\"%s-%08x\",\"model\":\"th-200\",\"hardware\":\"rev-c2\",\"bootloader\":\"2.0.11\"},"
                                .formatted(device, number)
                        + "\"firmware\":{\"version\":\"1.4.2\",\"channel\":\"stable\",\"updated\":\"2026-01-%02dT08:15:00Z\"},"
                                .formatted(1 + random.nextInt(28))
                        + "\"network\":{\"ip\":\"10.%d.%d.%d\",\"mac\":\"02:00:%02x:%02x:%02x:%02x\",\"ssid\":\"plant-%d\",\"rssi\":-%d,\"gateway\":\"gw-%04d\"},"
                                .formatted(
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(256),
                                        random.nextInt(9),
                                        40 + random.nextInt(50),
                                        random.nextInt(10_000))
                        + "\"battery\":{\"level\":%d,\"voltage\":%s,\"charging\":%b},"
                                .formatted(
                                        random.nextInt(101),
                                        decimal(300 + random.nextInt(120)),
                                        random.nextBoolean())
                        + "\"sensors\":{\"temperature\":%s,\"humidity\":%s,\"pressure\":%s,\"co2\":%d,\"light\":%d,\"noise\":%s},"
                                .formatted(
                                        decimal(1_500 + random.nextInt(1_500)),
                                        decimal(random.nextInt(10_000)),
                                        decimal(95_000 + random.nextInt(10_000)),
                                        400 + random.nextInt(1_000),
                                        random.nextInt(2_000),
                                        decimal(3_000 + random.nextInt(5_000)))
                        + "\"counters\":{\"uptime\":%d,\"messages\":%d,\"reboots\":%d,\"errors\":[%d,%d,%d]},"
                                .formatted(
                                        random.nextInt(10_000_000),
                                        random.nextInt(10_000_000),
                                        random.nextInt(100),
                                        random.nextInt(10),
                                        random.nextInt(10),
                                        random.nextInt(10))
                        + "\"config\":"
                        + settings
                        + "}}}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String settings(Random random) {
        return "{\"interval\":%d,\"mode\":\"eco\",\"setpoint\":%s,\"low\":%s,\"high\":%s,\"report\":\"on-change\",\"zone\":\"hall-%d\"}"
                .formatted(
                        10 + random.nextInt(90),
                        decimal(1_800 + random.nextInt(600)),
                        decimal(1_000 + random.nextInt(500)),
                        decimal(2_500 + random.nextInt(500)),
                        10 + random.nextInt(90));
    }

    /** A number of hundredths as Java spells a double, so that every writer of JSON agrees. */
    static String decimal(int hundredths) {
        return Double.toString((double) hundredths / HUNDREDTHS);
    }
}
