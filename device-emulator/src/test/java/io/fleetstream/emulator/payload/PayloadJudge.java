package io.fleetstream.emulator.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.schemas.ReasonCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Says everything that is wrong with a payload, written apart from the generator: a payload whose
 * fault is certain has exactly one reason here.
 */
final class PayloadJudge {
    private static final int MAX_DEPTH = 64;
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100_000).build());
    }

    private PayloadJudge() {}

    static Set<ReasonCode> judge(byte[] payload, String deviceId, Instant now) {
        Set<ReasonCode> reasons = EnumSet.noneOf(ReasonCode.class);
        if (payload.length > MalformedPayloads.DEFAULT_SIZE_LIMIT) {
            reasons.add(ReasonCode.TOO_LARGE);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException e) {
            reasons.add(ReasonCode.NOT_UTF8);
            return reasons;
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                reasons.add(ReasonCode.NOT_JSON);
            } else {
                judge(node, deviceId, now, reasons);
            }
        } catch (JsonProcessingException e) {
            reasons.add(ReasonCode.NOT_JSON);
        }
        return reasons;
    }

    private static void judge(
            JsonNode reading, String deviceId, Instant now, Set<ReasonCode> reasons) {
        if (depth(reading) > MAX_DEPTH) {
            reasons.add(ReasonCode.TOO_DEEP);
        }
        if (!reading.path("device_id").asText().equals(deviceId)) {
            reasons.add(ReasonCode.DEVICE_MISMATCH);
        }
        JsonNode ts = reading.path("ts");
        Instant time =
                ts.isTextual()
                        ? Instant.parse(ts.asText())
                        : ts.asLong() < 100_000_000_000L
                                ? Instant.ofEpochSecond(ts.asLong())
                                : Instant.ofEpochMilli(ts.asLong());
        if (time.isBefore(now.minusSeconds(7 * 86_400))) {
            reasons.add(ReasonCode.TOO_OLD);
        }
        if (time.isAfter(now.plusSeconds(600))) {
            reasons.add(ReasonCode.IN_FUTURE);
        }
        JsonNode metrics = reading.path("metrics");
        if (metrics.isMissingNode() || (metrics.isObject() && metrics.isEmpty())) {
            reasons.add(ReasonCode.MISSING_FIELD);
        } else if (!metrics.isObject()) {
            reasons.add(ReasonCode.WRONG_TYPE);
        }
        for (JsonNode metric : metrics) {
            JsonNode value = metric.isObject() ? metric.path("value") : metric;
            if (!value.isNumber() && !value.isBoolean()) {
                reasons.add(ReasonCode.WRONG_TYPE);
            } else if (value.isDouble() && !Double.isFinite(value.asDouble())) {
                reasons.add(ReasonCode.NAN);
            }
        }
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return node.isContainerNode() ? deepest + 1 : 0;
    }
}
