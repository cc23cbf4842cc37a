package io.fleetstream.benchmarks.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextbookShadowTest {
    private static final int DEVICES = 50;
    private static final int REQUESTS = 5_000;

    @Test
    void writesByteForByteWhatTheDomainDoes() throws IOException {
        Expected expected = Expected.of(DEVICES, REQUESTS);
        Books written = new Books();
        TextbookShadow textbook =
                new TextbookShadow(
                        (topic, payload) -> written.message(topic, payload, true),
                        document -> {
                            written.document(0);
                            written.look(document);
                        });
        Map<String, JsonNode> shadows = new HashMap<>();
        ShadowMessages messages = new ShadowMessages(DEVICES);

        for (int i = 0; i < REQUESTS; i++) {
            ShadowMessage each = messages.next();
            shadows.put(
                    each.device(),
                    textbook.handle(
                            shadows.get(each.device()),
                            new TextbookRequest(
                                    each.device(),
                                    each.mqttTopic(),
                                    each.payload(),
                                    each.receivedAtMicros(),
                                    0,
                                    i)));
        }

        assertThat(written.messages()).isEqualTo(expected.books().messages());
        assertThat(written.messageBytes()).isEqualTo(expected.books().messageBytes());
        assertThat(written.documents()).isEqualTo(expected.changes());
        assertThat(written.contents()).isEqualTo(expected.books().contents());
    }
}
