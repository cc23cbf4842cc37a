package io.fleetstream.schemas;

import io.fleetstream.schemas.SelectorTerm.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one selector from left to right; for one use. */
final class SelectorParser {
    static final int MAX_LENGTH = 65_536;
    static final int MAX_TERMS = 64;

    private static final Set<String> TRAITS =
            Set.of(
                    "org",
                    "site",
                    "type",
                    "model",
                    "hardware",
                    "status",
                    "device",
                    SelectorTerm.FIRMWARE);
    private static final Set<String> STATUSES = Set.of("ACTIVE", "DISABLED", "RETIRED");
    private static final String ENDS_NAME = "=!<>,|()\"";
    private static final String ENDS_VALUE = ",|()\"=!<>*";

    private final String text;
    private final List<SelectorTerm> terms = new ArrayList<>();
    private int at;

    SelectorParser(String text) {
        this.text = text;
    }

    List<SelectorTerm> parse() {
        if (text.length() > MAX_LENGTH) {
            throw error("longer than " + MAX_LENGTH + " characters", MAX_LENGTH);
        }
        String trait = null;
        do {
            if (terms.size() == MAX_TERMS) {
                throw error("more than " + MAX_TERMS + " conditions", at);
            }
            trait = trait(trait);
            terms.add(term(trait));
            skipSpace();
        } while (accept(','));
        if (at < text.length()) {
            throw error("expected a comma or the end, not '" + text.charAt(at) + "'", at);
        }
        return List.copyOf(terms);
    }

    /** The name that stands here; where a sign stands, the one before, as in >=1.2,<2. */
    private String trait(String before) {
        skipSpace();
        int start = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.isEmpty()) {
            if (before != null && at < text.length() && "<>!=".indexOf(text.charAt(at)) >= 0) {
                return before;
            }
            throw error(
                    text.isBlank()
                            ? "the selector is empty; device=* is every device;"
                            : "a condition is missing",
                    start);
        }
        boolean tag =
                name.startsWith(SelectorTerm.TAG) && name.length() > SelectorTerm.TAG.length();
        if (!tag && !TRAITS.contains(name)) {
            throw error(
                    "unknown '"
                            + name
                            + "', expected org, site, type, model, hardware, status, device,"
                            + " firmware or tag.NAME,",
                    start);
        }
        return name;
    }

    private SelectorTerm term(String trait) {
        skipSpace();
        int start = at;
        if (word("not")) {
            skipSpace();
            if (!word("in")) {
                throw error("expected 'in' after 'not'", at);
            }
            return new SelectorTerm(trait, Comparison.NOT_EQUAL, list(trait));
        }
        if (word("in")) {
            return new SelectorTerm(trait, Comparison.EQUAL, list(trait));
        }
        Comparison comparison = comparison();
        skipSpace();
        if (accept('*')) {
            if (!comparison.isEquality()) {
                throw error("'*' goes with = and != only", at - 1);
            }
            return new SelectorTerm(trait, comparison, List.of());
        }
        if (!comparison.isEquality() && !trait.equals(SelectorTerm.FIRMWARE)) {
            throw error(
                    "'" + comparison.sign() + "' is for firmware only; " + trait + " has no order",
                    start);
        }
        List<String> values = new ArrayList<>();
        do {
            int from = at;
            values.add(value(trait, !comparison.isEquality()));
            if (values.size() > 1 && !comparison.isEquality()) {
                throw error("'" + comparison.sign() + "' takes one version", from);
            }
        } while (accept('|'));
        return new SelectorTerm(trait, comparison, List.copyOf(values));
    }

    private List<String> list(String trait) {
        skipSpace();
        if (!accept('(')) {
            throw error("expected '(' after 'in'", at);
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(value(trait, false));
        } while (accept(','));
        if (!accept(')')) {
            throw error("expected a comma or ')'", at);
        }
        return List.copyOf(values);
    }

    private Comparison comparison() {
        for (Comparison each :
                List.of(
                        Comparison.NOT_EQUAL,
                        Comparison.AT_MOST,
                        Comparison.AT_LEAST,
                        Comparison.EQUAL,
                        Comparison.LESS,
                        Comparison.MORE)) {
            if (text.startsWith(each.sign(), at)) {
                at += each.sign().length();
                return each;
            }
        }
        throw error("expected =, !=, <, <=, >, >= or in", at);
    }

    private String value(String trait, boolean version) {
        skipSpace();
        int start = at;
        String value = accept('"') ? quoted(start) : bare();
        skipSpace();
        if (value.isEmpty()) {
            throw error("a value is missing", start);
        }
        if (version && FirmwareVersion.parse(value).isEmpty()) {
            throw error("'" + value + "' is no version such as 1.4.2", start);
        }
        if (trait.equals("status") && !STATUSES.contains(value)) {
            throw error("'" + value + "' is no status; those are ACTIVE, DISABLED, RETIRED", start);
        }
        return value;
    }

    private String bare() {
        int start = at;
        while (at < text.length()
                && ENDS_VALUE.indexOf(text.charAt(at)) < 0
                && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted(int start) {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        throw error("the quotation mark is never closed", start);
    }

    private boolean word(String word) {
        int end = at + word.length();
        if (!text.startsWith(word, at)
                || (end < text.length()
                        && !Character.isWhitespace(text.charAt(end))
                        && text.charAt(end) != '(')) {
            return false;
        }
        at = end;
        return true;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isName(char c) {
        return ENDS_NAME.indexOf(c) < 0 && !Character.isWhitespace(c);
    }

    private SelectorException error(String message, int position) {
        return new SelectorException(message, text, position);
    }
}
