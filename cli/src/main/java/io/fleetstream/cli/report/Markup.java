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
        return c >= ' ' && c < 0x7f
                || c == '\n'
                || c == '\t'
                || c >= 0xa0 && c < Character.MIN_SURROGATE
                || c > Character.MAX_SURROGATE && c < 0xfffe
                || c > 0xffff;
    }
}
