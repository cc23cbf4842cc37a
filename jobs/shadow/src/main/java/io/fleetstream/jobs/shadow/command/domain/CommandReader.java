package io.fleetstream.jobs.shadow.command.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.ReasonCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Reads commands {@code {"command_id","command","parameters":{…},"deadline":"ISO-8601"}}, of which
 * the first two are required, and answers {@code {"command_id","state":
 * "acknowledged|done|failed","message","result"}}, of which the first two are. Other fields do not
 * count.
 */
public final class CommandReader {
    /**
     * Longest parameters, and longest result, in bytes of UTF-8 as they are passed on: both of them
     * have to fit into one record.
     */
    public static final int LONGEST_JSON = 128 << 10;

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern COMMAND = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int LONGEST_MESSAGE = 1_000;

    private static final String LEFT_OUT =
            "(the result is left out, it is longer than " + LONGEST_JSON + " bytes)";
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private CommandReader() {}

    /**
     * A command.
     *
     * @param bulkId the bulk request it came from; null if none
     */
    public static CommandRequest request(byte[] payload, String bulkId) throws BadCommandException {
        JsonNode object = object(payload);
        String id = text(object, "command_id", ID);
        String command = text(object, "command", COMMAND);
        JsonNode parameters = object.get("parameters");
        if (isSaid(parameters) && !parameters.isObject()) {
            throw wrongType("parameters", "an object");
        }
        String arguments = isSaid(parameters) ? parameters.toString() : null;
        if (arguments != null && isTooLong(arguments)) {
            throw new BadCommandException(
                    ReasonCode.TOO_LARGE,
                    "/parameters",
                    "parameters are longer than " + LONGEST_JSON + " bytes");
        }
        return new CommandRequest(id, bulkId, command, arguments, deadline(object.get("deadline")));
    }

    /**
     * An answer. A result that is too long is left out, which the message says: what became of the
     * command counts more.
     */
    public static CommandAnswer answer(byte[] payload) throws BadCommandException {
        JsonNode object = object(payload);
        String id = text(object, "command_id", ID);
        JsonNode state = object.get("state");
        if (!isSaid(state)) {
            throw missing("state");
        }
        CommandStateKind kind =
                switch (state.asText()) {
                    case "acknowledged" -> CommandStateKind.ACKNOWLEDGED;
                    case "done" -> CommandStateKind.DONE;
                    case "failed" -> CommandStateKind.FAILED;
                    default ->
                            throw new BadCommandException(
                                    ReasonCode.OUT_OF_ENUM,
                                    "/state",
                                    "state is none of acknowledged, done, failed");
                };
        JsonNode message = object.get("message");
        String said =
                isSaid(message)
                        ? message.isTextual() ? message.asText() : message.toString()
                        : null;
        JsonNode node = object.get("result");
        String result = isSaid(node) ? node.toString() : null;
        if (result != null && isTooLong(result)) {
            said = LEFT_OUT + (said == null ? "" : ": " + said);
            result = null;
        }
        return new CommandAnswer(id, kind, said == null ? null : plain(said), result);
    }

    private static boolean isTooLong(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length > LONGEST_JSON;
    }

    private static JsonNode object(byte[] payload) throws BadCommandException {
        JsonNode node;
        try {
            node = payload == null ? null : JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new BadCommandException(ReasonCode.NOT_JSON, null, "not JSON");
        } catch (IOException e) {
            throw new BadCommandException(ReasonCode.NOT_UTF8, null, "not UTF-8");
        }
        if (node == null || node.isMissingNode()) {
            throw new BadCommandException(ReasonCode.NOT_JSON, null, "the payload is empty");
        }
        if (!node.isObject()) {
            throw new BadCommandException(ReasonCode.WRONG_TYPE, "", "expected an object");
        }
        return node;
    }

    private static String text(JsonNode object, String field, Pattern form)
            throws BadCommandException {
        JsonNode node = object.get(field);
        if (!isSaid(node)) {
            throw missing(field);
        }
        if (!node.isTextual() || !form.matcher(node.asText()).matches()) {
            throw wrongType(field, "1 to 128 printable characters without spaces");
        }
        return node.asText();
    }

    private static long deadline(JsonNode node) throws BadCommandException {
        if (!isSaid(node)) {
            return CommandRequest.NO_DEADLINE;
        }
        try {
            Instant deadline = OffsetDateTime.parse(node.asText()).toInstant();
            return ChronoUnit.MICROS.between(Instant.EPOCH, deadline);
        } catch (DateTimeException | ArithmeticException e) {
            throw wrongType("deadline", "a time such as 2026-03-01T12:00:00Z");
        }
    }

    private static boolean isSaid(JsonNode node) {
        return node != null && !node.isNull();
    }

    /** Text as a database takes it, too. */
    private static String plain(String message) {
        String text = message.replace('\0', '\uFFFD');
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
    }

    private static BadCommandException missing(String field) {
        return new BadCommandException(
                ReasonCode.MISSING_FIELD, "/" + field, "there is no " + field);
    }

    private static BadCommandException wrongType(String field, String expected) {
        return new BadCommandException(
                ReasonCode.WRONG_TYPE, "/" + field, field + " is not " + expected);
    }
}
