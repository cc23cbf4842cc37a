package io.fleetstream.jobs.notify.domain;

import java.util.List;
import java.util.regex.Pattern;

/** Names with {@code *} for any text. */
final class Glob {
    private Glob() {}

    /** Patterns of whole names. */
    static List<Pattern> patterns(List<String> names) {
        return names.stream()
                .map(name -> Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E"))
                .toList();
    }

    /** Whether one of them is the name; no patterns are for all names. */
    static boolean match(List<Pattern> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(one -> one.matcher(name).matches());
    }
}
