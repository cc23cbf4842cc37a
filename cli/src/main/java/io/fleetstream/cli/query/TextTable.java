package io.fleetstream.cli.query;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Rows as aligned text for a terminal. */
public final class TextTable {
    private TextTable() {}

    /** Header, rule and rows; numbers stand to the right, fractions with up to six digits. */
    public static String of(List<String> columns, List<List<Object>> rows) {
        int[] widths = columns.stream().mapToInt(String::length).toArray();
        for (List<Object> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], text(row.get(i)).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            pad(out, columns.get(i), widths[i], false, i == widths.length - 1);
        }
        for (int i = 0; i < widths.length; i++) {
            out.append("-".repeat(widths[i])).append(i == widths.length - 1 ? "\n" : "  ");
        }
        for (List<Object> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                boolean number = row.get(i) instanceof Number;
                pad(out, text(row.get(i)), widths[i], number, i == widths.length - 1);
            }
        }
        return out.toString();
    }

    private static void pad(
            StringBuilder out, String text, int width, boolean right, boolean last) {
        String space = " ".repeat(width - text.length());
        out.append(right ? space + text : last ? text : text + space);
        out.append(last ? "\n" : "  ");
    }

    private static String text(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            String digits = String.format(Locale.ROOT, "%.6f", number);
            return digits.contains(".")
                    ? digits.replaceAll("0+$", "").replaceAll("\\.$", "")
                    : digits;
        }
        return Objects.toString(value, "");
    }
}
