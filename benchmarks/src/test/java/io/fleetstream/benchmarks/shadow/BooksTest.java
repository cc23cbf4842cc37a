package io.fleetstream.benchmarks.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.ShadowDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BooksTest {
    @Test
    void contentsDependOnNoOrder() {
        Books some = new Books();
        message(some, "a/accepted", "1");
        message(some, "b/accepted", "2");
        Books others = new Books();
        message(others, "b/accepted", "2");
        message(others, "a/accepted", "1");

        assertThat(some.contents()).isEqualTo(others.contents());
        assertThat(some.messageBytes()).isEqualTo(22);
    }

    @Test
    void contentsTellWhoWasToldWhat() {
        Books some = new Books();
        message(some, "a/accepted", "1");
        message(some, "b/accepted", "2");
        Books swapped = new Books();
        message(swapped, "a/accepted", "2");
        message(swapped, "b/accepted", "1");

        assertThat(some.contents()).isNotEqualTo(swapped.contents());
    }

    @Test
    void documentsCountByWhatTheySayAndNotByWhereTheirRequestStood() {
        assertThat(contents(document(2, "{}", 7))).isEqualTo(contents(document(2, "{}", 8)));
        assertThat(contents(document(2, "{}", 7))).isNotEqualTo(contents(document(3, "{}", 7)));
        assertThat(contents(document(2, "{}", 7)))
                .isNotEqualTo(contents(document(2, "{\"a\":1}", 7)));
    }

    private static void message(Books books, String topic, String payload) {
        books.message(topic, payload.getBytes(StandardCharsets.UTF_8), true);
    }

    private static long contents(ShadowDocument document) {
        Books books = new Books();
        books.look(document);
        return books.contents();
    }

    private static ShadowDocument document(long version, String reported, long offset) {
        return new ShadowDocument(
                "d1",
                "",
                version,
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                reported,
                "{}",
                0L,
                version,
                null,
                0,
                offset);
    }
}
