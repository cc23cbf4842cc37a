package io.fleetstream.jobs.rollout.domain.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Topic of a request, {@code $aws/things/{thing}/jobs/...}.
 *
 * @param text the topic
 * @param thing the device
 * @param call what is asked
 * @param jobId of which job; null where none is named
 */
public record JobTopic(String text, String thing, ApiCall call, String jobId) {
    /** Stands for the job that is next. */
    public static final String NEXT = "$next";

    private static final String ROOT = "$aws/things/";
    private static final String JOBS = "/jobs/";
    private static final Pattern THING = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");

    /**
     * What the topic asks for; empty if it is not in the tree of a thing's jobs, so that there is
     * nobody to answer.
     */
    public static Optional<JobTopic> parse(String topic) {
        int end = topic.startsWith(ROOT) ? topic.indexOf('/', ROOT.length()) : -1;
        if (end < 0 || !topic.startsWith(JOBS, end)) {
            return Optional.empty();
        }
        String thing = topic.substring(ROOT.length(), end);
        return isThing(thing)
                ? Optional.of(call(topic, thing, topic.substring(end + JOBS.length())))
                : Optional.empty();
    }

    /** Whether a thing may be called so. */
    public static boolean isThing(String text) {
        return THING.matcher(text).matches();
    }

    private static JobTopic call(String topic, String thing, String rest) {
        if (rest.equals("get")) {
            return new JobTopic(topic, thing, ApiCall.GET_PENDING, null);
        }
        if (rest.equals("start-next")) {
            return new JobTopic(topic, thing, ApiCall.START_NEXT, null);
        }
        int slash = rest.indexOf('/');
        String job = slash < 0 ? "" : rest.substring(0, slash);
        String operation = rest.substring(slash + 1);
        if (!job.isEmpty() && operation.equals("get")) {
            return new JobTopic(topic, thing, ApiCall.DESCRIBE, job);
        }
        if (!job.isEmpty() && operation.equals("update")) {
            return new JobTopic(topic, thing, ApiCall.UPDATE, job);
        }
        return new JobTopic(topic, thing, ApiCall.UNKNOWN, null);
    }

    /** Whether what comes there is what we say ourselves, and no request. */
    public boolean isAnswer() {
        return text.endsWith("/accepted")
                || text.endsWith("/rejected")
                || text.equals(notify(thing))
                || text.equals(notifyNext(thing));
    }

    /** Whether {@code $next} is asked for. */
    boolean isNext() {
        return NEXT.equals(jobId);
    }

    String accepted() {
        return text + "/accepted";
    }

    String rejected() {
        return text + "/rejected";
    }

    static String notify(String thing) {
        return ROOT + thing + JOBS + "notify";
    }

    static String notifyNext(String thing) {
        return ROOT + thing + JOBS + "notify-next";
    }
}
