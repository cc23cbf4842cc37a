package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds what is said of a device by a path, as {@code tags.limit} or {@code shadow.desired.max}.
 */
final class Attributes {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final String SHADOW = "shadow";

    private Attributes() {}

    /** The number under a path, of a text that is one too; not a number if there is none. */
    static double number(Subject subject, String path) {
        Object found = find(subject, path);
        if (found instanceof Number number) {
            return number.doubleValue();
        }
        if (found instanceof String text) {
            return parse(text);
        }
        return Double.NaN;
    }

    private static Object find(Subject subject, String path) {
        String[] names = DOT.split(path, -1);
        boolean inShadow = names[0].equals(SHADOW);
        Object found = inShadow ? subject.shadow() : subject.device();
        for (int index = inShadow ? 1 : 0; index < names.length; index++) {
            if (!(found instanceof Map<?, ?> map)) {
                return null;
            }
            found = map.get(names[index]);
        }
        return found;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
