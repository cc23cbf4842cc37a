package io.fleetstream.jobs.rollout.domain.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads status details: an object of texts. */
final class Details {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");
    // as the model of AWS has it; \p{C} holds more than the control characters
    private static final Pattern VALUE = Pattern.compile("[^\\p{C}]{1,1024}");

    private Details() {}

    /** Compact JSON of the details; null if there are none. */
    static String read(JsonNode node, int maxChars, RequestReader.Members members)
            throws BadRequestException {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            throw members.refuse(JobError.INVALID_REQUEST, "statusDetails is no object");
        }
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            if (!NAME.matcher(one.getKey()).matches()) {
                throw members.refuse(
                        JobError.INVALID_REQUEST, "a name in statusDetails is not " + NAME);
            }
            if (!one.getValue().isTextual()
                    || !VALUE.matcher(one.getValue().textValue()).matches()) {
                throw members.refuse(
                        JobError.INVALID_REQUEST,
                        "a value in statusDetails is no text of 1 to 1024 characters without"
                                + " control characters");
            }
        }
        String text = node.toString();
        if (text.length() > maxChars) {
            throw members.refuse(
                    JobError.INVALID_REQUEST, "statusDetails is longer than " + maxChars);
        }
        return text;
    }
}
