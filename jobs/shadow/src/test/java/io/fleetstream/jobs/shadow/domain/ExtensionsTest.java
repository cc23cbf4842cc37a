package io.fleetstream.jobs.shadow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.domain.beyond.ConflictPolicies;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.FlapSettings;
import io.fleetstream.jobs.shadow.domain.beyond.Notice;
import io.fleetstream.jobs.shadow.domain.beyond.ResendSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionsTest {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final long NOW = 1_700_000_000L;
    private static final Map<String, String> NOTHING = Map.of();

    @ParameterizedTest
    @CsvSource({
        "if-desired-version,  1, true",
        "if-desired-version,  2, false",
        "if-desired-version,  0, false",
        "if-reported-version, 3, true",
        "if-reported-version, 1, false",
    })
    void writesOnConditionOfTheSectionsVersion(String property, String version, boolean accepted) {
        ExtendedShadow shadow = new ExtendedShadow(on());
        shadow.update(NOW, NOTHING, desired("{\"a\":1}"));
        shadow.update(NOW, NOTHING, reported("{\"a\":0}"));
        shadow.update(NOW, NOTHING, reported("{\"a\":0}"));

        Outcome outcome =
                shadow.update(
                        NOW, Map.of(property, version), "{\"state\":{\"desired\":{\"a\":2}}}");

        assertThat(outcome.error()).isEqualTo(accepted ? null : ShadowError.VERSION_CONFLICT);
        assertThat(shadow.version()).isEqualTo(accepted ? 4 : 3);
        assertThat(shadow.leaves()).containsEntry("/desired/a", accepted ? "2" : "1");
    }

    @Test
    void createsAndDeletesOnCondition() {
        ExtendedShadow shadow = new ExtendedShadow(on());
        Map<String, String> never = Map.of("if-desired-version", "0");
        assertThat(shadow.update(NOW, never, desired("{\"a\":1}")).accepted()).isTrue();
        assertThat(shadow.update(NOW, never, desired("{\"a\":2}")).accepted()).isFalse();
        assertThat(shadow.send("delete", Writer.DEVICE, NOW, never, "").error())
                .isEqualTo(ShadowError.VERSION_CONFLICT);
        assertThat(
                        shadow.send(
                                        "delete",
                                        Writer.DEVICE,
                                        NOW,
                                        Map.of("if-desired-version", "1"),
                                        "")
                                .accepted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ttl, 10",
        "ttl, PT0S",
        "ttl, -PT1S",
        "ttl, PT9999999999999H",
        "ttl, PT18446744073710S",
        "ttl, -PT18446744073709S",
        "ttl, P36526D",
        "deadline, PT18446744073710S",
        "if-desired-version, x",
        "if-reported-version, -1",
        "operation, remove",
        "deadline, tomorrow",
        "deadline, PT",
    })
    void refusesAPropertyThatIsNotUnderstood(String property, String text) {
        ExtendedShadow shadow = new ExtendedShadow(on());
        Outcome outcome = shadow.update(NOW, Map.of(property, text), desired("{\"a\":1}"));
        assertThat(outcome.error()).isEqualTo(ShadowError.INVALID_PROPERTY);
        assertThat(new String(outcome.answers().get(0).payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"code\":400,\"message\":\"Invalid property: " + property + "\"}");
    }

    @Test
    void ignoresEveryPropertyUnlessASettingAllowsIt() {
        ExtendedShadow shadow = new ExtendedShadow(Extensions.NONE);
        Map<String, String> all =
                Map.of(
                        "ttl", "nonsense",
                        "if-desired-version", "7",
                        "operation", "replace",
                        "deadline", "PT1S",
                        "measured-at", "1",
                        "vector-clock", "?");
        shadow.update(NOW, NOTHING, desired("{\"a\":1}"));
        assertThat(shadow.update(NOW, all, desired("{\"b\":1}")).accepted()).isTrue();
        assertThat(shadow.leaves()).containsOnlyKeys("/desired/a", "/desired/b");
        assertThat(shadow.remembered()).isNull();
    }

    @Test
    void remembersNothingOfAShadowThatMakesNoUseOfWhatIsOn() {
        ExtendedShadow shadow = new ExtendedShadow(on());
        shadow.update(NOW, NOTHING, desired("{\"a\":1}"));
        shadow.update(NOW, NOTHING, reported("{\"a\":1,\"b\":2}"));
        assertThat(shadow.remembered()).isNull();
        shadow.update(NOW, Map.of("ttl", "PT1S"), desired("{\"c\":1}"));
        assertThat(shadow.remembered()).isNotNull();
        shadow.expire((NOW + 1) * 1_000_000);
        assertThat(shadow.remembered()).isNull();
    }

    @Test
    void replacesTheSectionsNamed() {
        ExtendedShadow shadow = new ExtendedShadow(on());
        shadow.update(NOW, NOTHING, desired("{\"a\":{\"b\":1},\"c\":2}"));
        shadow.update(NOW, NOTHING, reported("{\"c\":1}"));
        shadow.update(NOW, Map.of("operation", "replace"), desired("{\"a\":{\"d\":3,\"e\":null}}"));
        assertThat(shadow.leaves()).isEqualTo(Map.of("/desired/a/d", "3", "/reported/c", "1"));
        shadow.update(NOW, Map.of("operation", "replace"), reported("{}"));
        assertThat(shadow.leaves()).isEqualTo(Map.of("/desired/a/d", "3"));
        shadow.update(NOW, Map.of("operation", "merge"), desired("{\"c\":4}"));
        assertThat(shadow.leaves()).containsOnlyKeys("/desired/a/d", "/desired/c");
    }

    @Test
    void mergesWhateverVersionIsNamedWhereThatIsThePolicy() {
        ExtendedShadow merging = new ExtendedShadow(policy("n=merge"));
        ExtendedShadow strict = new ExtendedShadow(policy("m*=merge"));
        for (ExtendedShadow shadow : new ExtendedShadow[] {merging, strict}) {
            shadow.update(NOW, NOTHING, desired("{\"a\":1}"));
            shadow.update(NOW, NOTHING, "{\"version\":9,\"state\":{\"desired\":{\"a\":2}}}");
        }
        assertThat(merging.leaves()).containsEntry("/desired/a", "2");
        assertThat(strict.leaves()).containsEntry("/desired/a", "1");
    }

    @Test
    void keepsWhatIsNewerThanALateReport() {
        ExtendedShadow shadow = new ExtendedShadow(policy("n=measured-time"));
        shadow.update(NOW, measured(NOW - 10), reported("{\"t\":20,\"h\":1}"));
        Outcome late = shadow.update(NOW, measured(NOW - 20), reported("{\"t\":10,\"p\":5}"));
        assertThat(late.accepted()).isTrue();
        assertThat(shadow.leaves())
                .isEqualTo(Map.of("/reported/t", "20", "/reported/h", "1", "/reported/p", "5"));
        // a device whose clock runs ahead does not shut out the others
        shadow.update(NOW, measured(NOW + 9999), reported("{\"t\":30}"));
        shadow.update(NOW + 1, NOTHING, reported("{\"t\":40}"));
        assertThat(shadow.leaves()).containsEntry("/reported/t", "40");
    }

    @Test
    void nothingLateBringsBackWhatWasRemovedOrDeleted() {
        ExtendedShadow shadow = new ExtendedShadow(policy("n=measured-time"));
        shadow.update(NOW, measured(NOW - 10), reported("{\"t\":20,\"h\":1}"));
        shadow.update(NOW, measured(NOW - 5), reported("{\"t\":null}"));
        shadow.update(NOW, measured(NOW - 7), reported("{\"t\":7}"));
        assertThat(shadow.leaves()).isEqualTo(Map.of("/reported/h", "1"));
        shadow.send("delete", Writer.DEVICE, NOW * 1_000_000, NOTHING, "");
        shadow.update(NOW + 1, measured(NOW - 1), reported("{\"h\":2}"));
        assertThat(shadow.leaves()).isEmpty();
        shadow.update(NOW + 1, measured(NOW + 1), reported("{\"h\":3}"));
        assertThat(shadow.leaves()).isEqualTo(Map.of("/reported/h", "3"));
    }

    @Test
    void boundsTheStampsOfWhatWasRemoved() {
        ExtendedShadow shadow = new ExtendedShadow(policy("n=measured-time"));
        int longest = 0;
        for (int i = 0; i < 1_000; i++) {
            shadow.update(NOW + i, NOTHING, reported("{\"k" + i + "\":1}"));
            shadow.update(NOW + i, NOTHING, reported("{\"k" + i + "\":null}"));
            longest = Math.max(longest, shadow.remembered().length);
        }
        assertThat(longest).isLessThan(64 * 16);
        // older than what was forgotten
        shadow.update(NOW + 2_000, measured(NOW + 10), reported("{\"k5\":1,\"new\":1}"));
        assertThat(shadow.leaves()).isEmpty();
    }

    @Test
    void stampsOfAnotherPolicyStandAgainstNothing() {
        ExtendedShadow shadow = new ExtendedShadow(policy("n=measured-time"));
        shadow.update(NOW, measured(NOW), reported("{\"t\":1}"));
        shadow.restart(policy("n=vector-clock"));
        shadow.update(NOW + 1, clock("a=2"), reported("{\"t\":2}"));
        shadow.update(NOW + 2, clock("a=1"), reported("{\"t\":3}"));
        assertThat(shadow.leaves()).isEqualTo(Map.of("/reported/t", "2"));
        shadow.restart(policy("n=measured-time"));
        shadow.update(NOW + 3, measured(NOW - 10), reported("{\"t\":4}"));
        assertThat(shadow.leaves()).isEqualTo(Map.of("/reported/t", "4"));
    }

    @Test
    void tellsThatTwoWritersWroteAValueWithoutKnowingOfEachOther() {
        ExtendedShadow shadow = new ExtendedShadow(policy("n=vector-clock"));
        shadow.update(NOW, clock("cloud=1"), desired("{\"a/b\":1,\"c\":1}"));
        shadow.update(NOW, clock("cloud=1,gateway=2"), desired("{\"a/b\":2}"));
        assertThat(shadow.notices()).isEmpty();
        shadow.update(NOW + 1, clock("cloud=2"), desired("{\"a/b\":3,\"c\":3}"));
        assertThat(shadow.leaves()).isEqualTo(Map.of("/desired/a/b", "2", "/desired/c", "3"));
        long at = (NOW + 1) * 1_000_000;
        assertThat(shadow.notices())
                .containsExactly(
                        new Notice(
                                Notice.Kind.CONCURRENT,
                                "/a~1b",
                                at,
                                at,
                                "{\"kept\":\"cloud=1,gateway=2\",\"dropped\":\"cloud=2\"}"));
        // who has no clock has seen everything
        shadow.update(NOW + 2, NOTHING, desired("{\"a/b\":4}"));
        assertThat(shadow.leaves()).containsValue("4");
        assertThat(shadow.notices()).hasSize(1);
    }

    @Test
    void tellsOnceThatAValueFlapsUntilItHasBeenCalm() {
        ExtendedShadow shadow =
                new ExtendedShadow(
                        new Extensions(
                                false,
                                false,
                                false,
                                false,
                                ConflictPolicies.NONE,
                                new FlapSettings(3, Duration.ofMinutes(1)),
                                ResendSettings.OFF,
                                0));
        for (int i = 0; i < 20; i++) {
            // one goes to and fro, one counts
            shadow.update(
                    NOW + i, NOTHING, reported("{\"d\":{\"x\":" + i % 2 + "},\"n\":" + i + "}"));
        }
        // the second change is the first return
        long first = (NOW + 2) * 1_000_000;
        assertThat(shadow.notices())
                .containsExactly(
                        new Notice(
                                Notice.Kind.FLAPPING,
                                "/d/x",
                                first,
                                (NOW + 4) * 1_000_000,
                                "{\"returns\":3}"));
        for (int i = 0; i < 5; i++) {
            shadow.update(NOW + 200 + i, NOTHING, reported("{\"d\":{\"x\":" + i % 2 + "}}"));
        }
        assertThat(shadow.notices()).hasSize(2);
        for (int i = 0; i < 300; i++) {
            shadow.update(NOW + 300 + i, NOTHING, reported("{\"p" + i % 100 + "\":" + i + "}"));
        }
        assertThat(shadow.remembered().length).isLessThan(600);
    }

    @Test
    void removesExactlyTheValuesWhoseTimeIsOver() {
        System.out.println("seed " + SEED);
        for (int history = 0; history < 2_000; history++) {
            Random random = new Random(SEED + history);
            ExtendedShadow shadow = new ExtendedShadow(on());
            Map<String, String> model = new TreeMap<>();
            Map<String, Long> ends = new TreeMap<>();
            long now = NOW;
            for (int step = 0; step < 25; step++) {
                now += random.nextInt(4);
                String key =
                        "/desired/"
                                + (random.nextBoolean() ? "o/" : "")
                                + "ab".charAt(random.nextInt(2));
                String value = random.nextInt(5) == 0 ? "null" : "" + random.nextInt(9);
                boolean nested = key.contains("/o/");
                String member = "{\"" + key.substring(key.length() - 1) + "\":" + value + "}";
                long ttl = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(6);
                shadow.update(
                        now,
                        ttl == 0 ? NOTHING : Map.of("ttl", "PT" + ttl + "S"),
                        desired(nested ? "{\"o\":" + member + "}" : member));
                model.remove(key);
                ends.remove(key);
                if (!value.equals("null")) {
                    model.put(key, value);
                    if (ttl > 0) {
                        ends.put(key, now + ttl);
                    }
                }
                if (random.nextInt(3) == 0) {
                    now += random.nextInt(3);
                    shadow.expire(now * 1_000_000);
                    long at = now;
                    ends.entrySet().stream()
                            .filter(entry -> entry.getValue() <= at)
                            .forEach(entry -> model.remove(entry.getKey()));
                    ends.values().removeIf(end -> end <= at);
                }
                assertThat(shadow.leaves()).as("history " + history).isEqualTo(model);
            }
        }
    }

    private static Extensions on() {
        return new Extensions(
                true,
                true,
                true,
                true,
                ConflictPolicies.NONE,
                FlapSettings.OFF,
                ResendSettings.OFF,
                0);
    }

    private static Extensions policy(String text) {
        return new Extensions(
                false,
                false,
                false,
                false,
                ConflictPolicies.parse(text),
                FlapSettings.OFF,
                ResendSettings.OFF,
                0);
    }

    private static Map<String, String> measured(long second) {
        return Map.of("measured-at", java.time.Instant.ofEpochSecond(second).toString());
    }

    private static Map<String, String> clock(String text) {
        return Map.of("vector-clock", text);
    }

    private static String desired(String json) {
        return "{\"state\":{\"desired\":" + json + "}}";
    }

    private static String reported(String json) {
        return "{\"state\":{\"reported\":" + json + "}}";
    }
}
