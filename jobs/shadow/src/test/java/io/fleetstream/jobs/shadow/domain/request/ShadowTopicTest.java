package io.fleetstream.jobs.shadow.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShadowTopicTest {
    private static final long SEED = 20_261_121;
    private static final int TOPICS = 200_000;

    /** The form of AWS's topics, as their documentation has it. */
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$aws/things/([a-zA-Z0-9:_-]{1,128})/shadow"
                            + "(?:/name/([$a-zA-Z0-9:_-]{1,64}))?/(update|get|delete)");

    private static final String[] PARTS = {
        "$aws",
        "things",
        "d1",
        "a:b_c-D",
        "shadow",
        "name",
        "n$1",
        "update",
        "get",
        "delete",
        "",
        "x".repeat(64),
        "x".repeat(65),
        "x".repeat(128),
        "x".repeat(129),
        "é",
        "gets",
        "$aws/things"
    };

    @Test
    void understandsWhatThePatternUnderstands() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < TOPICS; i++) {
            String topic = topic(random);
            Matcher matcher = FORM.matcher(topic);
            String expected =
                    matcher.matches()
                            ? matcher.group(1) + " " + matcher.group(2) + " " + matcher.group(3)
                            : "none";

            assertThat(ShadowTopic.parse(topic).map(ShadowTopicTest::text).orElse("none"))
                    .as(topic)
                    .isEqualTo(expected);
        }
    }

    /** A good topic, in which parts have been exchanged, dropped or added. */
    private static String topic(Random random) {
        StringBuilder topic = new StringBuilder("$aws/things/");
        topic.append(part(random, 2)).append("/shadow");
        if (random.nextBoolean()) {
            topic.append("/name/").append(part(random, 6));
        }
        topic.append('/').append(part(random, 7 + random.nextInt(3)));
        if (random.nextInt(4) == 0) {
            topic.append(random.nextBoolean() ? "/" : "\n");
        }
        if (random.nextInt(4) == 0) {
            int cut = random.nextInt(topic.length());
            topic.deleteCharAt(cut);
        }
        return topic.toString();
    }

    private static String part(Random random, int usual) {
        return PARTS[random.nextInt(4) == 0 ? random.nextInt(PARTS.length) : usual];
    }

    private static String text(ShadowTopic topic) {
        String name = topic.name().isEmpty() ? null : topic.name();
        return topic.thing() + " " + name + " " + topic.operation().level();
    }
}
