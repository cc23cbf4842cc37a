package io.fleetstream.jobs.shadow.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.jobs.shadow.command.domain.BadCommandException;
import io.fleetstream.jobs.shadow.command.domain.CommandReader;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.BulkRequest;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.SelectorException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a bulk request may be. Lengths count as well: every slice of the devices remembers the
 * request, and every device that is picked gets all of it.
 */
final class BulkCheck {
    /** Longest selector, and properties together, in bytes of UTF-8. */
    static final int LONGEST_TEXT = 8 << 10;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern SHADOW = Pattern.compile("[$a-zA-Z0-9:_-]{0,64}");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final int longestUpdate;

    /** Of updates with payloads of no more bytes than that. */
    BulkCheck(int longestUpdate) {
        this.longestUpdate = longestUpdate;
    }

    /** Says what is wrong with it, if anything is. */
    void check(BulkRequest request)
            throws BadBulkException, BadCommandException, SelectorException {
        if (!ID.matcher(request.getBulkId()).matches()) {
            throw new BadBulkException(
                    ReasonCode.WRONG_TYPE,
                    "/bulk_id",
                    "bulk_id is not 1 to 128 printable characters without spaces");
        }
        long properties = 0;
        for (Map.Entry<String, String> each : request.getProperties().entrySet()) {
            properties += bytes(each.getKey()) + bytes(each.getValue());
        }
        limit("/properties", properties, LONGEST_TEXT);
        limit("/selector", bytes(request.getSelector()), LONGEST_TEXT);
        Selector.parse(request.getSelector());
        if (request.getKind() == BulkKind.COMMAND) {
            limit("/payload", bytes(request.getPayload()), CommandReader.LONGEST_JSON);
            CommandReader.request(
                    request.getPayload().getBytes(StandardCharsets.UTF_8), request.getBulkId());
        } else if (request.getKind() == BulkKind.SHADOW) {
            limit("/payload", bytes(request.getPayload()), longestUpdate);
            if (!SHADOW.matcher(request.getShadowName()).matches()) {
                throw new BadBulkException(
                        ReasonCode.WRONG_TYPE, "/shadow_name", "no name of a shadow");
            }
            checkUpdate(request.getPayload());
        } else {
            throw new BadBulkException(
                    ReasonCode.OUT_OF_ENUM, "/kind", "kind is neither SHADOW nor COMMAND");
        }
    }

    private static void checkUpdate(String payload) throws BadBulkException {
        JsonNode update;
        try {
            update = JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new BadBulkException(ReasonCode.NOT_JSON, "/payload", "the payload is not JSON");
        }
        JsonNode state = update.isObject() ? update.get("state") : null;
        if (state == null || !state.isObject()) {
            throw new BadBulkException(
                    ReasonCode.MISSING_FIELD, "/payload", "the payload has no object state");
        }
    }

    private static void limit(String path, long length, int most) throws BadBulkException {
        if (length > most) {
            throw new BadBulkException(
                    ReasonCode.TOO_LARGE,
                    path,
                    path.substring(1) + " is " + length + " bytes long, more than " + most);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
