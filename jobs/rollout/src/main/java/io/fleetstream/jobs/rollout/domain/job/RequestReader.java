package io.fleetstream.jobs.rollout.domain.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Reads payloads of devices; whatever the bytes are, they ask something or are refused. */
final class RequestReader {
    private static final int MOST_LEVELS = 100;
    private static final Set<String> KNOWN =
            Set.of(
                    "clientToken",
                    "status",
                    "statusDetails",
                    "expectedVersion",
                    "executionNumber",
                    "stepTimeoutInMinutes",
                    "includeJobExecutionState",
                    "includeJobDocument");

    /** What everything of this package reads JSON with. */
    static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_LEVELS)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JobLimits limits;
    private final Unverified rules;

    RequestReader(JobLimits limits, Unverified rules) {
        this.limits = limits;
        this.rules = rules;
    }

    Asked read(JobRequest request) throws BadRequestException {
        JsonNode root = object(request);
        String token = token(root);
        Members members = new Members(root, token);
        if (request.topic().call() == ApiCall.UNKNOWN) {
            throw members.refuse(JobError.INVALID_TOPIC, "no operation of jobs has this topic");
        }
        if (request.inFlight() > limits.maxInFlight()) {
            throw members.refuse(JobError.REQUEST_THROTTLED, "too many requests in flight");
        }
        if (!rules.unknownMembersIgnored()) {
            members.refuseOthers(KNOWN);
        }
        ApiCall call = request.topic().call();
        boolean update = call == ApiCall.UPDATE;
        boolean begins = update || call == ApiCall.START_NEXT;
        boolean names = update || call == ApiCall.DESCRIBE;
        return new Asked(
                token,
                update ? members.status(rules.serviceStatusIsTransition()) : null,
                begins
                        ? Details.read(root.get("statusDetails"), limits.maxDetailsChars(), members)
                        : null,
                update ? members.number("expectedVersion", 0) : null,
                names ? members.number("executionNumber", 0) : null,
                begins ? stepMinutes(members) : null,
                update && members.flag("includeJobExecutionState", false),
                names && members.flag("includeJobDocument", call == ApiCall.DESCRIBE));
    }

    private JsonNode object(JobRequest request) throws BadRequestException {
        byte[] payload = request.payload();
        if (request.truncated() || payload.length > limits.maxRequestBytes()) {
            throw new BadRequestException(
                    JobError.INVALID_REQUEST, "the payload is too large", null);
        }
        JsonNode root;
        try {
            // the decoder refuses overlong forms, which the parser would not
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            root = JSON.readTree(text.isEmpty() && rules.emptyPayloadIsObject() ? "{}" : text);
        } catch (IOException e) {
            throw new BadRequestException(JobError.INVALID_JSON, "the payload is no JSON", null);
        }
        if (!root.isObject()) {
            throw new BadRequestException(
                    JobError.INVALID_JSON, "the payload is no JSON object", null);
        }
        return root;
    }

    private String token(JsonNode root) throws BadRequestException {
        JsonNode token = root.get("clientToken");
        if (token == null || token.isNull()) {
            return null;
        }
        if (!token.isTextual()
                || token.textValue().getBytes(UTF_8).length > limits.maxTokenBytes()) {
            throw new BadRequestException(
                    JobError.INVALID_REQUEST,
                    "clientToken is no text of up to " + limits.maxTokenBytes() + " bytes",
                    null);
        }
        return token.textValue();
    }

    private static Long stepMinutes(Members members) throws BadRequestException {
        Long minutes = members.number("stepTimeoutInMinutes", -1);
        if (minutes != null && minutes == 0) {
            throw members.refuse(
                    JobError.INVALID_REQUEST, "stepTimeoutInMinutes is neither positive nor -1");
        }
        return minutes;
    }

    /** Members of one payload, by name. */
    record Members(JsonNode root, String token) {

        BadRequestException refuse(JobError error, String message) {
            return new BadRequestException(error, message, token);
        }

        void refuseOthers(Set<String> known) throws BadRequestException {
            for (Map.Entry<String, JsonNode> member : root.properties()) {
                if (!known.contains(member.getKey())) {
                    throw refuse(JobError.INVALID_REQUEST, "a member is not known");
                }
            }
        }

        Long number(String name, long least) throws BadRequestException {
            JsonNode node = root.get(name);
            if (node == null || node.isNull()) {
                return null;
            }
            if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least) {
                throw refuse(
                        JobError.INVALID_REQUEST, name + " is no integer of " + least + " or more");
            }
            return node.longValue();
        }

        boolean flag(String name, boolean otherwise) throws BadRequestException {
            JsonNode node = root.get(name);
            if (node == null || node.isNull()) {
                return otherwise;
            }
            if (!node.isBoolean()) {
                throw refuse(JobError.INVALID_REQUEST, name + " is neither true nor false");
            }
            return node.booleanValue();
        }

        ExecutionStatus status(boolean serviceStatusIsTransition) throws BadRequestException {
            JsonNode node = root.get("status");
            String word = node != null && node.isTextual() ? node.textValue() : "";
            ExecutionStatus status =
                    Arrays.stream(ExecutionStatus.values())
                            .filter(s -> s.name().equals(word) && s != ExecutionStatus.WAITING)
                            .findFirst()
                            .orElse(null);
            if (status == null || (!status.isDevices() && !serviceStatusIsTransition)) {
                throw refuse(
                        JobError.INVALID_REQUEST,
                        "status is none of IN_PROGRESS, SUCCEEDED, FAILED, REJECTED");
            }
            return status;
        }
    }
}
