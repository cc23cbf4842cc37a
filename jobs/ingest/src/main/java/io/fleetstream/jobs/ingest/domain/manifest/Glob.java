package io.fleetstream.jobs.ingest.domain.manifest;

/**
 * A pattern of device ids: {@code *} stands for any characters, also none, {@code ?} for exactly
 * one. Everything else stands for itself. Takes time at most proportional to the product of both
 * lengths, whatever the pattern.
 */
final class Glob {
    private final String pattern;

    private Glob(String pattern) {
        this.pattern = pattern;
    }

    static Glob of(String pattern) {
        return new Glob(pattern);
    }

    /** Whether the text holds a wildcard. */
    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /**
     * Whether the whole text fits. After a mismatch only the last star takes one character more:
     * what an earlier star could take, the last one can as well.
     */
    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int taken = 0;
        while (in < text.length()) {
            char expected = at < pattern.length() ? pattern.charAt(at) : 0;
            if (expected == '*') {
                star = at++;
                taken = in;
            } else if (at < pattern.length() && (expected == '?' || expected == text.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++taken;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
