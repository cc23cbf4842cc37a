package io.fleetstream.benchmarks.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.benchmarks.child.Request;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShadowVariantTest {
    @Test
    void acceptsWhatWasToBeWritten() {
        assertThatCode(() -> ShadowVariant.check(books(100), request(100, 0, true), true))
                .doesNotThrowAnyException();
    }

    @Test
    void noticesAMessageThatIsMissing() {
        assertThatThrownBy(() -> ShadowVariant.check(books(99), request(100, 0, true), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("100 messages");
    }

    @Test
    void noticesOtherContentsWhereItLooks() {
        assertThatThrownBy(() -> ShadowVariant.check(books(100), request(100, 1, true), true))
                .isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> ShadowVariant.check(books(100), request(100, 1, false), true))
                .doesNotThrowAnyException();
    }

    @Test
    void letsTheFloorBeOffByWhatMeansAreRoundedBy() {
        assertThatCode(() -> ShadowVariant.check(books(1_009), request(1_000, 0, false), false))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ShadowVariant.check(books(1_011), request(1_000, 0, false), false))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void floorMovesAsManyBytesAsShadowsNeed() {
        Expected expected = Expected.of(50, 5_000);
        FloorSizes sizes = FloorSizes.of(expected);
        long moved =
                expected.answers("update/accepted") * sizes.accepted()
                        + expected.answers("update/delta") * sizes.delta()
                        + expected.answers("update/documents") * sizes.documents()
                        + expected.answers("get/accepted") * sizes.get();

        // payloads, without the topics
        assertThat(moved)
                .isBetween(
                        expected.books().messageBytes() * 9 / 10, expected.books().messageBytes());
        assertThat(FloorSizes.of(new Request(sizes.settings()))).isEqualTo(sizes);
    }

    private static Books books(int messages) {
        Books books = new Books();
        for (int i = 0; i < messages; i++) {
            books.message("t", new byte[9], false);
        }
        return books;
    }

    private static Request request(int messages, long contents, boolean look) {
        Map<String, String> settings = new HashMap<>();
        settings.put(Setting.MESSAGES, Integer.toString(messages));
        settings.put(Setting.MESSAGE_BYTES, Integer.toString(10 * messages));
        settings.put(Setting.DOCUMENTS, "0");
        settings.put(Setting.CONTENTS, Long.toString(contents));
        settings.put(Setting.LOOK, Boolean.toString(look));
        return new Request(settings);
    }
}
