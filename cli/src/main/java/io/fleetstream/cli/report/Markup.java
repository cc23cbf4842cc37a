package io.fleetstream.cli.report;

import java.util.Locale;

/** Text and numbers as they may stand in XML, inside elements and attributes alike. */
final class Markup {
    private static final char REPLACEMENT = '\uFFFD';

    private Markup() {}

    /** Text of any origin, device names above all; characters XML does not have are replaced. */
    static String text(Object value) {
        StringBuilder escaped = new StringBuilder();
        String.valueOf(value)
                .codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                case '\'' -> escaped.append("&#39;");
                                default -> escaped.appendCodePoint(allowed(c) ? c : REPLACEMENT);
                            }
                        });
        return escaped.toString();
    }

    /** A coordinate: a tenth of a pixel is enough. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static boolean allowed(int c) {
        return c == '\n'
                || c == '\t'
                || within(c, ' ', 0x7e)
                || within(c, 0xa0, Character.MIN_SURROGATE - 1)
                || within(c, Character.MAX_SURROGATE + 1, 0xfffd)
                || c > 0xffff;
    }

    private static boolean within(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
