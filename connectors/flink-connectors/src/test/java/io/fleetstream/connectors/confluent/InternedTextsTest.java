package io.fleetstream.connectors.confluent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InternedTextsTest {
    private static final long SEED = 7;

    private final InternedTexts texts = new InternedTexts(4);

    @Test
    void givesTheSameTextForTheSameBytes() {
        byte[] bytes = "xtemperaturey".getBytes(UTF_8);
        String first = texts.of(bytes, 1, 11);
        assertThat(first).isEqualTo("temperature");
        assertThat(texts.of("temperature".getBytes(UTF_8), 0, 11)).isSameAs(first);
    }

    @Test
    void isNeverWrongHoweverManyTextsThereAre() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            String text = Integer.toString(random.nextInt(2_000), 5).repeat(random.nextInt(40));
            byte[] bytes = ("ä" + text + "z").getBytes(UTF_8);
            assertThat(texts.of(bytes, 2, bytes.length - 3)).isEqualTo(text);
        }
    }

    @Test
    void replacesWhatIsNotUtf8AsStringsDo() {
        byte[] bytes = {'a', (byte) 0xff, 'b'};
        assertThat(texts.of(bytes, 0, 3)).isEqualTo("a\uFFFDb");
    }

    @Test
    void doesNotKeepLongOnes() {
        byte[] bytes = "x".repeat(InternedTexts.LONGEST + 1).getBytes(UTF_8);
        assertThat(texts.of(bytes, 0, bytes.length))
                .isEqualTo(texts.of(bytes, 0, bytes.length))
                .isNotSameAs(texts.of(bytes, 0, bytes.length));
    }
}
