package io.fleetstream.jobs.shadow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicies;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.FlapSettings;
import io.fleetstream.jobs.shadow.domain.beyond.ResendSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the order of arrival, the values are those of the order of measurement or of clocks. */
class ConflictOrderTest {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final int HISTORIES = 3_000;
    private static final long NOW = 1_700_000_000L;

    @Test
    void lastMeasurementCountsWhateverTheOrderOfArrival() {
        System.out.println("seed " + SEED);
        for (int history = 0; history < HISTORIES; history++) {
            Random random = new Random(SEED + history);
            List<Write> writes = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String time = Long.toString((NOW - 100 + i) * 1_000_000);
                writes.add(
                        new Write(
                                i,
                                "",
                                Map.of("measured-at", time),
                                payload(random),
                                replace(random)));
            }
            agrees(random, writes, "n=measured-time", history);
        }
    }

    @Test
    void clocksDecideWhateverTheOrderOfArrival() {
        System.out.println("seed " + SEED);
        for (int history = 0; history < HISTORIES; history++) {
            Random random = new Random(SEED + history);
            List<Write> writes = new ArrayList<>();
            long[][] seen = new long[3][3];
            for (int i = 0; i < 12; i++) {
                int writer = random.nextInt(3);
                if (random.nextBoolean()) {
                    int other = random.nextInt(3);
                    for (int w = 0; w < 3; w++) {
                        seen[writer][w] = Math.max(seen[writer][w], seen[other][w]);
                    }
                }
                seen[writer][writer]++;
                long[] clock = seen[writer];
                String text = "";
                for (int w = 0; w < 3; w++) {
                    text +=
                            clock[w] == 0
                                    ? ""
                                    : (text.isEmpty() ? "" : ",")
                                            + "abc".charAt(w)
                                            + "="
                                            + clock[w];
                }
                writes.add(
                        new Write(
                                clock[0] + clock[1] + clock[2],
                                text,
                                Map.of("vector-clock", text),
                                payload(random),
                                replace(random)));
            }
            agrees(random, writes, "n=vector-clock", history);
        }
    }

    private static void agrees(Random random, List<Write> writes, String policy, int history) {
        ExtendedShadow shadow = new ExtendedShadow(extensions(policy));
        List<Write> arriving = new ArrayList<>(writes);
        Collections.shuffle(arriving, random);
        arriving.forEach(write -> shadow.update(NOW, write.all(), write.payload));

        ExtendedShadow oracle = new ExtendedShadow(extensions(""));
        List<Write> ordered = new ArrayList<>(writes);
        ordered.sort(Comparator.comparingLong(Write::order).thenComparing(Write::clock));
        ordered.forEach(write -> oracle.update(NOW, write.all(), write.payload));

        assertThat(shadow.leaves())
                .as("history " + history + ": " + arriving)
                .isEqualTo(oracle.leaves());
        assertThat(shadow.version()).isEqualTo(writes.size());
    }

    private static Extensions extensions(String policy) {
        return new Extensions(
                false,
                false,
                true,
                false,
                ConflictPolicies.parse(policy),
                FlapSettings.OFF,
                ResendSettings.OFF,
                0);
    }

    private static String payload(Random random) {
        int draw = random.nextInt(20);
        if (draw == 0) {
            return "{\"state\":null}";
        }
        String section = random.nextInt(4) == 0 ? "desired" : "reported";
        String value = draw == 1 ? "null" : object(random, 1);
        return "{\"state\":{\"" + section + "\":" + value + "}}";
    }

    private static String object(Random random, int level) {
        StringBuilder text = new StringBuilder("{");
        for (char key = 'a'; key <= 'c'; key++) {
            if (random.nextInt(3) == 0 || (key == 'c' && text.length() == 1)) {
                text.append(text.length() == 1 ? "\"" : ",\"").append(key).append("\":");
                int draw = random.nextInt(8);
                text.append(
                        draw < 2
                                ? "null"
                                : draw < 5 && level < 3
                                        ? object(random, level + 1)
                                        : draw == 5 ? "[1,{\"a\":2}]" : "" + random.nextInt(100));
            }
        }
        return text.append('}').toString();
    }

    private static boolean replace(Random random) {
        return random.nextInt(6) == 0;
    }

    private record Write(
            long order,
            String clock,
            Map<String, String> properties,
            String payload,
            boolean replaces) {
        Map<String, String> all() {
            Map<String, String> all = new java.util.HashMap<>(properties);
            if (replaces) {
                all.put("operation", "replace");
            }
            return all;
        }
    }
}
