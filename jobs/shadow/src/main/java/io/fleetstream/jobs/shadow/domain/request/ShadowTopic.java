package io.fleetstream.jobs.shadow.domain.request;

import java.util.Optional;

/**
 * Topic of a request: {@code $aws/things/{thing}/shadow[/name/{name}]/{operation}}.
 *
 * @param thing the device
 * @param name name of the shadow; empty for the classic one
 * @param operation what is asked
 */
public record ShadowTopic(String thing, String name, Operation operation) {
    /** Name of the shadow that has none. */
    public static final String CLASSIC = "";

    private static final String ROOT = "$aws/things/";
    private static final String SHADOW = "/shadow/";
    private static final String NAME = "name/";
    private static final Operation[] OPERATIONS = Operation.values();
    private static final int LONGEST_THING = 128;
    private static final int LONGEST_NAME = 64;

    /** What the topic asks for; empty if it is none, and no answer topic exists. */
    public static Optional<ShadowTopic> parse(String topic) {
        int thingEnd = topic.startsWith(ROOT) ? topic.indexOf('/', ROOT.length()) : -1;
        if (thingEnd < 0
                || !topic.startsWith(SHADOW, thingEnd)
                || !isName(topic, ROOT.length(), thingEnd, LONGEST_THING, false)) {
            return Optional.empty();
        }
        int rest = thingEnd + SHADOW.length();
        String name = CLASSIC;
        if (topic.startsWith(NAME, rest)) {
            int start = rest + NAME.length();
            int end = topic.indexOf('/', start);
            if (end < 0 || !isName(topic, start, end, LONGEST_NAME, true)) {
                return Optional.empty();
            }
            name = topic.substring(start, end);
            rest = end + 1;
        }
        Operation operation = operation(topic, rest);
        return operation == null
                ? Optional.empty()
                : Optional.of(
                        new ShadowTopic(topic.substring(ROOT.length(), thingEnd), name, operation));
    }

    private static boolean isName(String text, int start, int end, int longest, boolean dollar) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean mark = c == ':' || c == '_' || c == '-' || (dollar && c == '$');
            if (!letter && !mark && (c < '0' || c > '9')) {
                return false;
            }
        }
        return end > start && end - start <= longest;
    }

    private static Operation operation(String topic, int start) {
        for (Operation operation : OPERATIONS) {
            String level = operation.level();
            if (topic.length() - start == level.length() && topic.startsWith(level, start)) {
                return operation;
            }
        }
        return null;
    }

    /** Everything before the operation, with the slash. */
    public String prefix() {
        return ROOT + thing + (name.isEmpty() ? "/shadow/" : "/shadow/name/" + name + "/");
    }

    /** Topic of the answer, {@code accepted} or {@code rejected}. */
    public String answer(String suffix) {
        return prefix() + operation.level() + "/" + suffix;
    }

    /** What messages call the shadow: its name, or that of the thing if it has none. */
    public String spokenName() {
        return name.isEmpty() ? thing : name;
    }
}
