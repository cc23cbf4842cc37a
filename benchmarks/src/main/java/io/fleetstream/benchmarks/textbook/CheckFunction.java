package io.fleetstream.benchmarks.textbook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parses and checks messages one by one: strict JSON, no field twice, nothing behind it; the topic;
 * the device; types; names that can be stored; finite values. What fails goes to {@link #REFUSED}.
 */
final class CheckFunction extends ProcessFunction<RawTelemetry, Measurement> {
    static final OutputTag<byte[]> REFUSED =
            new OutputTag<>("refused", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final long serialVersionUID = 1L;

    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9:._-]{1,128}");
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9:_-]{1,128}");
    private static final int LEVELS = 5;
    private static final int LONGEST = 128;
    private static final int LARGEST = 262_144;
    private static final double SECONDS_BELOW = 1e11;
    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;

    private transient ObjectReader reader;

    /** A message that fails a check. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public void open(OpenContext context) {
        reader =
                JsonMapper.builder()
                        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .build()
                        .readerFor(Payload.class);
    }

    @Override
    public void processElement(RawTelemetry raw, Context context, Collector<Measurement> out) {
        try {
            out.collect(check(raw));
        } catch (IOException | RefusedException e) {
            context.output(REFUSED, raw.payload);
        }
    }

    private Measurement check(RawTelemetry raw) throws IOException, RefusedException {
        require(raw.payload.length <= LARGEST, "too large");
        Payload payload = reader.readValue(raw.payload);
        String[] levels = raw.mqttTopic.split("/", -1);
        require(levels.length == LEVELS && levels[4].equals("reading"), "unknown topic");
        for (int i = 0; i < 3; i++) {
            require(LEVEL.matcher(levels[i]).matches(), "unknown topic");
        }
        require(DEVICE_ID.matcher(levels[3]).matches(), "unknown topic");
        require(payload.deviceId == null || payload.deviceId.equals(levels[3]), "other device");
        require(payload.sequence == null || payload.sequence >= 0, "sequence below zero");
        require(payload.bootId == null || isStorable(payload.bootId), "boot id");
        require(payload.firmware == null || isStorable(payload.firmware), "firmware");
        Measurement measurement = new Measurement();
        measurement.deviceId = levels[3];
        measurement.org = levels[0];
        measurement.site = levels[1];
        measurement.deviceType = levels[2];
        measurement.sequence = payload.sequence;
        measurement.timeMicros = time(payload.time);
        measurement.bootId = payload.bootId;
        measurement.firmware = payload.firmware;
        measurement.metrics = metrics(payload);
        measurement.receivedAtMicros = Long.parseLong(raw.receivedAt);
        measurement.partition = raw.partition;
        measurement.offset = raw.offset;
        return measurement;
    }

    private static List<MetricValue> metrics(Payload payload) throws RefusedException {
        List<MetricValue> metrics = new ArrayList<>();
        for (Map.Entry<String, Object> quantity : payload.metrics.entrySet()) {
            metrics.add(metric(quantity.getKey(), quantity.getValue()));
        }
        for (Map.Entry<String, Object> quantity : payload.others.entrySet()) {
            require(!payload.metrics.containsKey(quantity.getKey()), "a metric twice");
            metrics.add(metric(quantity.getKey(), quantity.getValue()));
        }
        require(!metrics.isEmpty(), "no metrics");
        return metrics;
    }

    private static MetricValue metric(String name, Object said) throws RefusedException {
        require(isStorable(name), "name");
        MetricValue metric = new MetricValue();
        metric.name = name;
        Object value = said;
        if (said instanceof Map<?, ?> quantity) {
            value = quantity.get("value");
            metric.unit = (String) quantity.get("unit");
            require(metric.unit == null || isStorable(metric.unit), "unit");
        }
        if (value instanceof Boolean truth) {
            metric.value = truth ? 1 : 0;
        } else if (value instanceof Number number) {
            metric.value = number.doubleValue();
            require(Double.isFinite(metric.value), "not finite");
        } else {
            throw new RefusedException("not a number");
        }
        return metric;
    }

    private static Long time(Object said) throws RefusedException {
        if (said == null) {
            return null;
        }
        if (said instanceof String text) {
            try {
                Instant time = Instant.parse(text);
                return Math.addExact(
                        Math.multiplyExact(time.getEpochSecond(), 1_000_000L),
                        time.getNano() / 1_000);
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new RefusedException("not a time");
            }
        }
        require(said instanceof Number, "not a time");
        double number = ((Number) said).doubleValue();
        double magnitude = Math.abs(number);
        if (magnitude < SECONDS_BELOW) {
            return Math.round(number * 1_000_000);
        }
        if (magnitude < MILLIS_BELOW) {
            return Math.round(number * 1_000);
        }
        return Math.round(magnitude < MICROS_BELOW ? number : number / 1_000);
    }

    private static boolean isStorable(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean holds, String message) throws RefusedException {
        if (!holds) {
            throw new RefusedException(message);
        }
    }
}
