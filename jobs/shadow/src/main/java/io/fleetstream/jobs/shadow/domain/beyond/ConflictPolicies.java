package io.fleetstream.jobs.shadow.domain.beyond;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which shadow has which {@link ConflictPolicy}, by patterns of their names: {@code
 * config-*=measured-time,@classic=vector-clock}. The first that fits counts; {@code *} stands for
 * any text, {@code @classic} for the shadow without a name.
 *
 * @param rules in order
 */
public record ConflictPolicies(List<Rule> rules) implements Serializable {
    /** As in AWS for every shadow. */
    public static final ConflictPolicies NONE = new ConflictPolicies(List.of());

    private static final String CLASSIC = "@classic";
    private static final Pattern RULE =
            Pattern.compile("(@classic|[*$a-zA-Z0-9:_-]{1,64})=([a-z-]+)");

    /** Keeps the rules as they are. */
    public ConflictPolicies {
        rules = List.copyOf(rules);
    }

    /**
     * Reads the text above; empty text for none.
     *
     * @throws IllegalArgumentException saying which part is not understood
     */
    public static ConflictPolicies parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher matcher = RULE.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + part + "' is not pattern=policy");
            }
            String policy = matcher.group(2);
            rules.add(
                    new Rule(
                            matcher.group(1),
                            ConflictPolicy.parse(policy)
                                    .orElseThrow(
                                            () ->
                                                    new IllegalArgumentException(
                                                            "no policy '" + policy + "'"))));
        }
        return new ConflictPolicies(rules);
    }

    /** The policy of a shadow; the empty name is the classic one. */
    public ConflictPolicy of(String shadow) {
        for (Rule rule : rules) {
            if (rule.fits(shadow)) {
                return rule.policy();
            }
        }
        return ConflictPolicy.VERSION;
    }

    boolean areStamped() {
        return rules.stream().anyMatch(rule -> rule.policy().isStamped());
    }

    /**
     * One pattern and its policy.
     *
     * @param pattern of names
     * @param policy of the shadows with such names
     */
    public record Rule(String pattern, ConflictPolicy policy) implements Serializable {
        boolean fits(String shadow) {
            return pattern.equals(CLASSIC) ? shadow.isEmpty() : fits(pattern, 0, shadow, 0);
        }

        private static boolean fits(String pattern, int p, String name, int n) {
            if (p == pattern.length()) {
                return n == name.length();
            }
            if (pattern.charAt(p) != '*') {
                return n < name.length()
                        && name.charAt(n) == pattern.charAt(p)
                        && fits(pattern, p + 1, name, n + 1);
            }
            for (int i = n; i <= name.length(); i++) {
                if (fits(pattern, p + 1, name, i)) {
                    return true;
                }
            }
            return false;
        }
    }
}
