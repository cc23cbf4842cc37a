package io.fleetstream.jobs.shadow.domain.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$aws/things/([a-zA-Z0-9:_-]{1,128})/shadow"
                            + "(?:/name/([$a-zA-Z0-9:_-]{1,64}))?/(update|get|delete)");

    /** What the topic asks for; empty if it is none, and no answer topic exists. */
    public static Optional<ShadowTopic> parse(String topic) {
        Matcher matcher = FORM.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(2);
        return Optional.of(
                new ShadowTopic(
                        matcher.group(1),
                        name == null ? CLASSIC : name,
                        switch (matcher.group(3)) {
                            case "update" -> Operation.UPDATE;
                            case "get" -> Operation.GET;
                            default -> Operation.DELETE;
                        }));
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
