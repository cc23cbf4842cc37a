package io.fleetstream.jobs.rollout.domain.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The queue of the device {@code d1} and what it says, for tests; times are whole seconds. */
public final class DeviceQueue {
    /** The device. */
    public static final String THING = "d1";

    static final String ROOT = "$aws/things/d1/jobs/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MICROS = 1_000_000L;

    private final JobEngine engine;
    private byte[] stored;
    private Outcome last;
    private final List<Change> changes = new ArrayList<>();

    public DeviceQueue() {
        this(JobLimits.DEFAULT, Unverified.DEFAULT);
    }

    DeviceQueue(JobLimits limits, Unverified rules) {
        this(new JobEngine(limits, rules, JobEvents.OFF));
    }

    DeviceQueue(JobEngine engine) {
        this.engine = engine;
    }

    /** A request on {@code jobs/...}; quotes may be written as apostrophes. */
    DeviceQueue call(long second, String rest, String json) {
        return call(second, rest, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 0);
    }

    DeviceQueue call(long second, String rest, byte[] payload, int inFlight) {
        JobTopic topic = JobTopic.parse(ROOT + rest).orElseThrow();
        return take(
                engine.request(
                        stored, new JobRequest(topic, payload, second * MICROS, inFlight, false)));
    }

    DeviceQueue effect(long second, Effect effect) {
        return take(engine.effect(stored, THING, effect, second * MICROS));
    }

    DeviceQueue tick(long second) {
        return effect(second, new Effect.Tick());
    }

    /** A job with no timer and no retries. */
    DeviceQueue queue(long second, String jobId) {
        return effect(second, queued(jobId, 0, Retries.NONE));
    }

    static Effect.Queue queued(String jobId, long timeoutSeconds, Retries retries) {
        return queued(jobId, timeoutSeconds, retries, Origin.USUAL_WEIGHT);
    }

    static Effect.Queue queued(String jobId, long timeoutSeconds, Retries retries, int weight) {
        return new Effect.Queue(
                jobId,
                new Origin(jobId, -1, weight),
                "{\"operation\":\"test\"}",
                timeoutSeconds,
                retries);
    }

    private DeviceQueue take(Outcome outcome) {
        last = outcome;
        stored = outcome.stored();
        changes.addAll(outcome.changes());
        return this;
    }

    Outcome last() {
        return last;
    }

    byte[] stored() {
        return stored;
    }

    List<Change> changes() {
        return changes;
    }

    /** All that the last record made it say, as {@code rest of topic payload}. */
    List<String> said() {
        return last.messages().stream()
                .map(
                        m ->
                                m.topic().substring(ROOT.length())
                                        + " "
                                        + new String(m.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Topics of what was said last. */
    List<String> topics() {
        return last.messages().stream().map(m -> m.topic().substring(ROOT.length())).toList();
    }

    /** What was said last there; a missing node if nothing was. */
    JsonNode on(String rest) {
        for (Message message : last.messages()) {
            if (message.topic().equals(ROOT + rest)) {
                return json(message.payload());
            }
        }
        return JSON.missingNode();
    }

    static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        return json(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The execution as it stands; null if it is not known. */
    Execution execution(String jobId, long number) {
        return QueueCodec.of(stored).find(jobId, number);
    }
}
