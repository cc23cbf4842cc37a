package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.List;

/**
 * Everything that can be said about a message without knowing any other.
 *
 * <p>A message is accepted whole or rejected whole: one bad reading rejects its batch, so that
 * messages can be counted exactly. Exactly one reason is reported, the first of
 *
 * <ol>
 *   <li>TOO_LARGE: cut by the bridge, longer than the bound, or longer once decoded;
 *       UNSUPPORTED_ENCODING, also for a media type that cannot be read
 *   <li>NOT_UTF8, of JSON
 *   <li>NOT_JSON (of CBOR: not one well-formed item) or TOO_DEEP (64), whichever comes first in the
 *       text; a field or metric given twice counts as NOT_JSON (I-JSON, RFC 7493) if nothing before
 *       it is wrong
 *   <li>UNKNOWN_TOPIC
 *   <li>in the order of the text: DEVICE_MISMATCH; WRONG_TYPE, also for a sequence below zero, a
 *       name nothing can store (empty, over 128 characters, control characters), and at its end for
 *       a metric beside readings; NAN for the literals and for numbers too great for a double;
 *       MISSING_FIELD for half of the single form, at the end of its object
 *   <li>MISSING_FIELD for a reading without metrics
 * </ol>
 *
 * <p>Arguments and results are values; one parser serves one thread.
 */
public final class MessageParser {
    private final Limits limits;
    private final ContentDecoder decoder;
    private final TopicRoutes routes = new TopicRoutes();
    private final FastReader fast = new FastReader();

    /** A parser with these limits. */
    public MessageParser(Limits limits) {
        this.limits = limits;
        this.decoder = new ContentDecoder(limits.maxPayloadBytes());
    }

    /**
     * The message in {@code raw}.
     *
     * @throws RejectedException if it cannot be used; nothing else is thrown for any input
     */
    public ParsedMessage parse(RawMessage raw) throws RejectedException {
        byte[] plain = decode(raw);
        Form form = Form.of(raw.contentType());
        ParsedMessage usual = form == Form.JSON ? usual(raw, plain) : null;
        return usual == null ? unusual(raw, plain, form) : usual;
    }

    /** The message by the fast reader; null if it gives up. */
    ParsedMessage usual(RawMessage raw, byte[] json) {
        TopicRoutes.Known topic = routes.find(raw.mqttTopic());
        if (topic == null) {
            return null;
        }
        ParsedReading reading = fast.read(json, topic);
        return reading == null ? null : message(raw, topic.route(), List.of(reading));
    }

    /** The message by the readers that know every form and every error. */
    ParsedMessage unusual(RawMessage raw, byte[] plain, Form form) throws RejectedException {
        if (!form.isBinary() && !Utf8.isWellFormed(plain)) {
            throw new RejectedException(ReasonCode.NOT_UTF8, null, "not well-formed UTF-8");
        }
        boolean senml = form.isSenml() || isSenml(plain, form);
        try (JsonCursor in = open(plain, form)) {
            return interpret(raw, in, form, senml);
        }
    }

    /** The device of the message's topic; null if the topic is not of our form. */
    public String deviceOf(RawMessage raw) {
        TopicRoutes.Known topic = routes.find(raw.mqttTopic());
        return topic == null ? null : topic.route().deviceId();
    }

    private byte[] decode(RawMessage raw) throws RejectedException {
        if (raw.truncatedFrom() != null) {
            throw new RejectedException(
                    ReasonCode.TOO_LARGE, null, "too large for the bridge, which cut it");
        }
        byte[] value = raw.value() == null ? new byte[0] : raw.value();
        if (value.length > limits.maxPayloadBytes()) {
            throw ContentDecoder.tooLarge("payload", limits.maxPayloadBytes());
        }
        return decoder.decode(value, raw.contentEncoding());
    }

    private static JsonCursor open(byte[] plain, Form form) throws RejectedException {
        return form.isBinary() ? JsonCursor.cbor(plain) : JsonCursor.json(plain);
    }

    private static boolean isSenml(byte[] plain, Form form) throws RejectedException {
        if (!beginsAnArray(plain, form)) {
            return false;
        }
        try (JsonCursor in = open(plain, form)) {
            return SenmlReader.recognises(in, form.isBinary());
        }
    }

    private static boolean beginsAnArray(byte[] plain, Form form) {
        int i = 0;
        while (!form.isBinary() && i < plain.length && plain[i] >= 0 && plain[i] <= ' ') {
            i++;
        }
        return i < plain.length && (form.isBinary() ? (plain[i] & 0xE0) == 0x80 : plain[i] == '[');
    }

    private static ParsedMessage interpret(RawMessage raw, JsonCursor in, Form form, boolean senml)
            throws RejectedException {
        try {
            TopicRoute route = TopicRoute.of(raw.mqttTopic());
            String device = route.deviceId();
            List<ParsedReading> readings =
                    senml
                            ? new SenmlReader(in, device, raw.receivedAt(), form.isBinary()).read()
                            : new PayloadReader(in, device, raw.receivedAt()).read();
            in.drain();
            return message(raw, route, readings);
        } catch (RejectedException e) {
            if (!isAboutTheText(e.reason())) {
                // A text that is broken further on is reported as broken.
                in.drain();
            }
            throw e;
        }
    }

    private static ParsedMessage message(
            RawMessage raw, TopicRoute route, List<ParsedReading> readings) {
        return new ParsedMessage(
                route.deviceId(),
                route.org(),
                route.site(),
                route.deviceType(),
                raw.receivedAt(),
                raw.partition(),
                raw.offset(),
                readings,
                raw.arrivalTime(),
                raw.replayId());
    }

    private static boolean isAboutTheText(ReasonCode reason) {
        return reason == ReasonCode.NOT_JSON || reason == ReasonCode.TOO_DEEP;
    }
}
