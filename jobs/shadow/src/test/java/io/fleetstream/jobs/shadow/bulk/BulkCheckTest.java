package io.fleetstream.jobs.shadow.bulk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.shadow.command.domain.CommandReader;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.BulkRequest;
import io.fleetstream.schemas.ReasonCode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkCheckTest {
    private static final int LONGEST = 1_000;
    private static final String UPDATE = "{\"state\":{\"desired\":{\"a\":\"\"}}}";
    private static final String COMMAND = "{\"command_id\":\"c\",\"command\":\"x\"}";

    private final BulkCheck rules = new BulkCheck(LONGEST);

    @Test
    void refusesUpdatesThatAreTooLongForEveryDevice() {
        accepts(request(BulkKind.SHADOW, padded(UPDATE, LONGEST)));
        refuses(request(BulkKind.SHADOW, padded(UPDATE, LONGEST + 1)), "/payload");
        refuses(
                request(BulkKind.SHADOW, padded(UPDATE.replace("a", "\u00e9"), LONGEST)),
                "/payload");
    }

    @Test
    void refusesCommandsThatAreTooLong() {
        accepts(request(BulkKind.COMMAND, padded(COMMAND, CommandReader.LONGEST_JSON)));
        refuses(
                request(BulkKind.COMMAND, padded(COMMAND, CommandReader.LONGEST_JSON + 1)),
                "/payload");
    }

    @Test
    void refusesSelectorsAndPropertiesThatAreTooLong() {
        BulkRequest request = request(BulkKind.SHADOW, UPDATE);
        request.setSelector("site=" + "x".repeat(BulkCheck.LONGEST_TEXT - 4));
        refuses(request, "/selector");

        request = request(BulkKind.SHADOW, UPDATE);
        request.setProperties(Map.of("a", "x".repeat(BulkCheck.LONGEST_TEXT - 1)));
        accepts(request);
        request.setProperties(Map.of("a", "x".repeat(BulkCheck.LONGEST_TEXT)));
        refuses(request, "/properties");
    }

    private void accepts(BulkRequest request) {
        assertThatCode(() -> rules.check(request)).doesNotThrowAnyException();
    }

    private void refuses(BulkRequest request, String path) {
        assertThatThrownBy(() -> rules.check(request))
                .isInstanceOf(BadBulkException.class)
                .hasFieldOrPropertyWithValue("reason", ReasonCode.TOO_LARGE)
                .hasFieldOrPropertyWithValue("path", path);
    }

    private static String padded(String json, int length) {
        return json + " ".repeat(length - json.length());
    }

    private static BulkRequest request(BulkKind kind, String payload) {
        return BulkRequest.newBuilder()
                .setBulkId("b1")
                .setKind(kind)
                .setSelector("site=plant-1")
                .setPayload(payload)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
