package io.fleetstream.jobs.shadow.domain.request;

import io.fleetstream.jobs.shadow.domain.tree.Text;

/** Takes the texts of one request, in their canonical spelling, into few arrays. */
final class Arena {
    private static final int SMALLEST = 256;
    private static final int LONGEST_ESCAPE = 6;
    private static final int TWO_BYTES = 0x80;
    private static final int THREE_BYTES = 0x800;
    private static final String HEX = "0123456789abcdef";

    private byte[] bytes;
    private int size;

    Arena(int expected) {
        bytes = new byte[Math.max(SMALLEST, expected)];
    }

    /** A number or a word, as it is. */
    Text plain(char[] source, int offset, int length) {
        reserve(length);
        int start = size;
        for (int i = offset; i < offset + length; i++) {
            bytes[size++] = (byte) source[i];
        }
        return new Text(bytes, start, size - start);
    }

    /** A string with its quotes. */
    Text quoted(char[] source, int offset, int length) {
        reserve(LONGEST_ESCAPE * length + 2);
        int start = size;
        bytes[size++] = '"';
        escape(source, offset, length);
        bytes[size++] = '"';
        return new Text(bytes, start, size - start);
    }

    /** A key, without quotes. */
    Text key(char[] source, int offset, int length) {
        reserve(LONGEST_ESCAPE * length);
        int start = size;
        escape(source, offset, length);
        return new Text(bytes, start, size - start);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            // texts already taken keep the old array
            bytes = new byte[Math.max(more, bytes.length)];
            size = 0;
        }
    }

    private void escape(char[] source, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = source[i];
            if (c >= ' ' && c < TWO_BYTES) {
                if (c == '"' || c == '\\') {
                    bytes[size++] = '\\';
                }
                bytes[size++] = (byte) c;
            } else if (c < ' ') {
                control(c);
            } else if (c < THREE_BYTES) {
                bytes[size++] = (byte) (0xC0 | (c >> 6));
                bytes[size++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xE0 | (c >> 12));
                bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < offset + length
                    && Character.isLowSurrogate(source[i + 1])) {
                pair(Character.toCodePoint(c, source[++i]));
            } else {
                hex(c);
            }
        }
    }

    private void pair(int point) {
        bytes[size++] = (byte) (0xF0 | (point >> 18));
        bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (point & 0x3F));
    }

    private void control(char c) {
        int letter =
                switch (c) {
                    case '\b' -> 'b';
                    case '\t' -> 't';
                    case '\n' -> 'n';
                    case '\f' -> 'f';
                    case '\r' -> 'r';
                    default -> 0;
                };
        if (letter == 0) {
            hex(c);
        } else {
            bytes[size++] = '\\';
            bytes[size++] = (byte) letter;
        }
    }

    private void hex(char c) {
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = (byte) HEX.charAt((c >> shift) & 0xF);
        }
    }
}
