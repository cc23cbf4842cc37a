package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTextsTest {
    /** New texts after which all is forgotten, and some more. */
    private static final int MANY = 20_000;

    private final AsciiTexts texts = new AsciiTexts();

    @Test
    void findsATextAgain() {
        AsciiText first = of("temperature");

        assertThat(first.text()).isEqualTo("temperature");
        assertThat(of("temperature")).isSameAs(first);
        assertThat(of("humidity")).isNotSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 13, 14, 15, 16, 17, 40, 128})
    void comparesEveryByte(int length) {
        byte[] in =
                ("<" + "x".repeat(length) + "\":" + " ".repeat(20))
                        .getBytes(StandardCharsets.US_ASCII);
        AsciiText text = new AsciiText(in, 1, 1 + length, 0);

        assertThat(text.standsQuoted(in, 1)).isTrue();
        assertThat(text.standsAsName(in, 1)).isEqualTo(length <= 14);
        for (int i = 1; i <= length + 2; i++) {
            byte[] other = in.clone();
            other[i]++;
            assertThat(text.standsAsName(other, 1)).isFalse();
            assertThat(text.standsQuoted(other, 1)).isEqualTo(i == length + 2);
        }
        assertThat(text.standsQuoted(in, in.length - 1)).isFalse();
    }

    @Test
    void tellsTextsOfOneHashApart() {
        AsciiText one = texts.of(bytes("AaAa"), 0, 4, 5);
        AsciiText other = texts.of(bytes("BBBB"), 0, 4, 5);

        assertThat(one.text()).isEqualTo("AaAa");
        assertThat(other.text()).isEqualTo("BBBB");
    }

    @Test
    void holdsOnToNoMoreThanItsPlacesAndWhatFollowedThemLately() {
        AsciiText before = texts.start();
        for (int i = 0; i < 10 * MANY; i++) {
            AsciiText name = of("name-" + i);
            before.next = name;
            before = name;
        }

        assertThat(reachable()).isLessThan(MANY);
    }

    /** Texts that can be reached from the first. */
    private int reachable() {
        Set<AsciiText> found = Collections.newSetFromMap(new IdentityHashMap<>());
        AsciiText text = texts.start();
        while (text != null && found.add(text)) {
            text = text.next;
        }
        return found.size();
    }

    private AsciiText of(String text) {
        int hash = 0;
        for (byte b : bytes(text)) {
            hash = AsciiTexts.hash(hash, b);
        }
        return texts.of(bytes(text), 0, text.length(), hash);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
