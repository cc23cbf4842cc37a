package io.fleetstream.jobs.rollout.domain.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Effects as they stand in {@code jobs.requests}: JSON, such as
 *
 * <pre>{"effect":"queue","jobId":"fw-2","jobDocument":{"version":"2.0"},"rolloutId":"fw","stage":0,
 * "weight":500,"timeoutSeconds":1200,
 * "retries":{"number":2,"failureType":"ALL","pauseSeconds":60}}
 * {"effect":"cancel","jobId":"fw-2","force":false}
 * {"effect":"remove","jobId":"fw-2"}
 * {"effect":"delete","jobId":"fw-2","force":true}
 * {"effect":"tick"}</pre>
 */
public final class EffectCodec {
    private static final long MICROS = 1_000_000L;
    private static final Pattern JOB_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private EffectCodec() {}

    /** Whether a job may be called so. */
    public static boolean isJobId(String text) {
        return JOB_ID.matcher(text).matches();
    }

    /** JSON of an effect. */
    public static byte[] toBytes(Effect effect) {
        ObjectNode out = RequestReader.JSON.createObjectNode();
        out.put("effect", effect.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (!effect.jobId().isEmpty()) {
            out.put("jobId", effect.jobId());
        }
        if (effect instanceof Effect.Queue queue) {
            write(queue, out);
        } else if (effect instanceof Effect.Cancel cancel) {
            out.put("force", cancel.force());
        } else if (effect instanceof Effect.Delete delete) {
            out.put("force", delete.force());
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Effect.Queue queue, ObjectNode out) {
        out.set("jobDocument", document(queue.document()));
        out.put("rolloutId", queue.origin().rolloutId());
        if (queue.origin().stage() >= 0) {
            out.put("stage", queue.origin().stage());
        }
        out.put("weight", queue.origin().weight());
        if (queue.timeoutSeconds() > 0) {
            out.put("timeoutSeconds", queue.timeoutSeconds());
        }
        if (queue.retries().left() > 0) {
            out.putObject("retries")
                    .put("number", queue.retries().left())
                    .put("failureType", queue.retries().failureType().name())
                    .put("pauseSeconds", queue.retries().pauseMicros() / MICROS);
        }
    }

    private static JsonNode document(String text) {
        try {
            return RequestReader.JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("jobDocument is no JSON", e);
        }
    }

    /**
     * The effect that the bytes say.
     *
     * @throws IllegalArgumentException telling what is wrong, and nothing of the bytes
     */
    public static Effect of(byte[] value) {
        JsonNode root;
        try {
            root = value == null ? null : RequestReader.JSON.readTree(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("the effect is no JSON", e);
        }
        if (root == null || !root.isObject()) {
            throw new IllegalArgumentException("the effect is no JSON object");
        }
        return switch (root.path("effect").asText()) {
            case "queue" -> queue(root);
            case "cancel" -> new Effect.Cancel(jobId(root), root.path("force").asBoolean());
            case "remove" -> new Effect.Remove(jobId(root));
            case "delete" -> new Effect.Delete(jobId(root), root.path("force").asBoolean());
            case "tick" -> new Effect.Tick();
            default -> throw new IllegalArgumentException("no such effect");
        };
    }

    private static Effect.Queue queue(JsonNode root) {
        String jobId = jobId(root);
        JsonNode document = root.path("jobDocument");
        if (!document.isObject()) {
            throw new IllegalArgumentException("jobDocument is no JSON object");
        }
        JsonNode retries = root.path("retries");
        return new Effect.Queue(
                jobId,
                new Origin(
                        root.path("rolloutId").asText(jobId),
                        number(root, "stage", -1, Integer.MAX_VALUE),
                        number(root, "weight", Origin.USUAL_WEIGHT, Origin.MOST_WEIGHT)),
                document.toString(),
                number(root, "timeoutSeconds", 0, (int) JobLimits.MAX_TIMEOUT_SECONDS),
                retries.isMissingNode() ? Retries.NONE : retries(retries));
    }

    private static Retries retries(JsonNode node) {
        String type = node.path("failureType").asText(FailureType.ALL.name());
        return new Retries(
                number(node, "number", 0, Retries.MOST),
                Optional.of(type)
                        .filter(name -> name.equals("FAILED") || name.equals("TIMED_OUT"))
                        .map(FailureType::valueOf)
                        .orElse(FailureType.ALL),
                number(node, "pauseSeconds", 0, (int) JobLimits.MAX_TIMEOUT_SECONDS) * MICROS);
    }

    private static String jobId(JsonNode root) {
        String id = root.path("jobId").asText();
        if (!isJobId(id)) {
            throw new IllegalArgumentException("jobId is not " + JOB_ID);
        }
        return id;
    }

    private static int number(JsonNode node, String name, int otherwise, int most) {
        JsonNode number = node.path(name);
        if (number.isMissingNode()) {
            return otherwise;
        }
        if (!number.canConvertToInt()
                || !number.isIntegralNumber()
                || number.intValue() < 0
                || number.intValue() > most) {
            throw new IllegalArgumentException(name + " is not 0 to " + most);
        }
        return number.intValue();
    }
}
