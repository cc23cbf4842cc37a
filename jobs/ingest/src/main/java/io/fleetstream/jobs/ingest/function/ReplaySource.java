package io.fleetstream.jobs.ingest.function;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a replayed record stood first.
 *
 * @param partition its partition
 * @param offset its offset there
 * @param index position of the refused reading within it
 */
record ReplaySource(int partition, long offset, int index) {
    // Fewer digits than overflow; no partition or offset has more.
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<topic>[^/]+)/(?<partition>\\d{1,9})/(?<offset>\\d{1,18})/(\\d{1,9})");

    private static final int INDEX = 4;

    /**
     * Reads {@code topic/partition/offset/index}.
     *
     * @param topic topic the replay was read from: a position in another is none in this one
     * @return null if the text is not of that form, or names another topic
     */
    static ReplaySource parse(String text, String topic) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !matcher.group("topic").equals(topic)) {
            return null;
        }
        return new ReplaySource(
                Integer.parseInt(matcher.group("partition")),
                Long.parseLong(matcher.group("offset")),
                Integer.parseInt(matcher.group(INDEX)));
    }
}
