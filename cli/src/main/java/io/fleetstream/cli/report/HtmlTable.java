package io.fleetstream.cli.report;

import java.util.List;
import java.util.Locale;

/** A table of HTML with a caption and named columns. */
public final class HtmlTable {
    private HtmlTable() {}

    /** Numbers stand to the right; a first cell {@code BROKEN} marks its row. */
    public static String of(String caption, List<String> columns, List<List<Object>> rows) {
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"scroll\" tabindex=\"0\"><table>\n<caption>")
                .append(Markup.text(caption))
                .append("</caption>\n<thead><tr>");
        for (int i = 0; i < columns.size(); i++) {
            boolean number = !rows.isEmpty() && rows.get(0).get(i) instanceof Number;
            html.append(number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .append(Markup.text(columns.get(i)))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<Object> row : rows) {
            boolean broken = "BROKEN".equals(row.get(0));
            html.append(broken ? "<tr class=\"broken\">" : "<tr>");
            for (Object cell : row) {
                html.append(cell instanceof Number ? "<td class=\"number\">" : "<td>")
                        .append(Markup.text(text(cell)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    private static String text(Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Long || cell instanceof Integer) {
            return String.format(Locale.ROOT, "%,d", ((Number) cell).longValue());
        }
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, "%,.3f", number).replaceAll("\\.?0+$", "");
        }
        return cell.toString();
    }
}
