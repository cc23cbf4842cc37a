package io.fleetstream.jobs.shadow.domain.request;

import io.fleetstream.jobs.shadow.domain.tree.Text;

/**
 * The tokens of JSON in ASCII without escapes, as stretches of the payload. Where there is anything
 * else, a token is not found and nothing more must be asked.
 */
final class PlainTokens {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] bytes;
    private int at;

    PlainTokens(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Passes over the character if it is next, behind white space. */
    boolean next(char ascii) {
        if (peek() != ascii) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character that is no white space; 0 at the end. */
    byte peek() {
        while (at < bytes.length) {
            byte next = bytes[at];
            if (next > ' ' || (next != ' ' && next != '\n' && next != '\t' && next != '\r')) {
                return next;
            }
            at++;
        }
        return 0;
    }

    /** Whether nothing but white space is left. */
    boolean isAtEnd() {
        peek();
        return at == bytes.length;
    }

    /** The text between quotes; null if there is no plain one. */
    Text string() {
        peek();
        int start = at + 1;
        return endOfString() ? new Text(bytes, start, at - 1 - start) : null;
    }

    /**
     * The next value, which is neither object nor array, as it is; null if there is no plain one.
     */
    Text scalar() {
        byte first = peek();
        int start = at;
        boolean found =
                switch (first) {
                    case '"' -> endOfString();
                    case 't' -> word(TRUE);
                    case 'f' -> word(FALSE);
                    case 'n' -> word(NULL);
                    default -> number();
                };
        return found ? new Text(bytes, start, at - start) : null;
    }

    /** Passes over {@code null} if it is next. */
    boolean nextIsNull() {
        return peek() == 'n' && word(NULL);
    }

    private boolean endOfString() {
        if (at >= bytes.length || bytes[at] != '"') {
            return false;
        }
        int i = at + 1;
        while (i < bytes.length) {
            byte next = bytes[i++];
            if (next == '"') {
                at = i;
                return true;
            }
            // letters beyond ASCII are negative
            if (next < ' ' || next == '\\') {
                return false;
            }
        }
        return false;
    }

    private boolean word(byte[] word) {
        if (at + word.length > bytes.length) {
            return false;
        }
        for (byte letter : word) {
            if (bytes[at++] != letter) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        if (at < bytes.length && bytes[at] == '-') {
            at++;
        }
        int start = at;
        int digits = digits();
        if (digits == 0 || (digits > 1 && bytes[start] == '0')) {
            return false;
        }
        if (at < bytes.length && bytes[at] == '.') {
            at++;
            if (digits() == 0) {
                return false;
            }
        }
        if (at < bytes.length && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < bytes.length && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            return digits() > 0;
        }
        return true;
    }

    private int digits() {
        int start = at;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at - start;
    }
}
