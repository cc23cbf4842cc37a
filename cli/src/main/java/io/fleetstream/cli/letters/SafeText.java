package io.fleetstream.cli.letters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of strangers, made fit for a terminal: text if they are printable UTF-8, else a hex dump.
 * No control character gets through, so nothing can move the cursor or colour the screen.
 */
public final class SafeText {
    private static final int PER_LINE = 16;

    private SafeText() {}

    /** Text as it is, or several lines of hex; an empty text for no bytes. */
    static String of(ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
            if (text.codePoints().allMatch(SafeText::isPrintable)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            return hex(bytes.duplicate());
        }
        return hex(bytes.duplicate());
    }

    /** Text on one line; what is not printable becomes the replacement character. */
    public static String line(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .map(point -> isPrintable(point) && point != '\n' ? point : '\uFFFD')
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\r' || point == '\t';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static String hex(ByteBuffer bytes) {
        StringBuilder dump = new StringBuilder();
        for (int at = 0; bytes.hasRemaining(); at += PER_LINE) {
            StringBuilder hex = new StringBuilder();
            StringBuilder ascii = new StringBuilder();
            for (int i = 0; i < PER_LINE && bytes.hasRemaining(); i++) {
                int value = bytes.get() & 0xFF;
                hex.append(String.format("%02x ", value));
                ascii.append(value >= 0x20 && value < 0x7F ? (char) value : '.');
            }
            dump.append(String.format("%08x  %-48s |%s|%n", at, hex, ascii));
        }
        return dump.toString().stripTrailing();
    }
}
