package io.fleetstream.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Charts as figures of HTML: a caption, an SVG with title and description, a legend. */
public final class Figures {
    private static final int BAR_HEIGHT = 26;
    private static final int BAR_LEFT = 210;
    private static final int BAR_WIDTH = 480;

    private Figures() {}

    /** A device's values as points over the band of its windows. */
    public static String band(String id, DeviceSeries series) {
        String title = series.metric() + " of " + series.device();
        if (series.isEmpty()) {
            return empty(title);
        }
        Frame frame =
                new Frame(
                        id,
                        title,
                        "%d values and %d windows between %s and %s."
                                .formatted(
                                        series.points().size(),
                                        series.windows().size(),
                                        compact(series.least()),
                                        compact(series.greatest())),
                        series.label(),
                        Frame.between(series.first(), series.last()),
                        Scale.around(series.least(), series.greatest(), Frame.BOTTOM, Frame.TOP));
        for (Window window : series.windows()) {
            double x = frame.x(window.start());
            double width = frame.x(window.end()) - x;
            double top = frame.y(window.max());
            frame.add(
                    "<rect class=\"band\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                            .formatted(
                                    Markup.number(x),
                                    Markup.number(top),
                                    Markup.number(Math.max(1, width - 1)),
                                    Markup.number(Math.max(1, frame.y(window.min()) - top))));
            frame.add(
                    "<line class=\"mean\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
                            .formatted(
                                    Markup.number(x),
                                    Markup.number(x + Math.max(1, width - 1)),
                                    Markup.number(frame.y(window.mean())),
                                    Markup.number(frame.y(window.mean()))));
        }
        for (Point point : series.points()) {
            frame.add(
                    "<circle class=\"point\" cx=\"%s\" cy=\"%s\" r=\"2.5\"/>"
                            .formatted(
                                    Markup.number(frame.x(point.time())),
                                    Markup.number(frame.y(point.value()))));
        }
        return figure(
                title,
                frame.finish(),
                "<li><i class=\"key point\"></i>value as stored</li>"
                        + "<li><i class=\"key band\"></i>least to greatest of a window</li>"
                        + "<li><i class=\"key mean\"></i>mean of a window</li>"
                        + "<li>windows: "
                        + Markup.text(series.windowsFrom())
                        + "</li>");
    }

    /** Lines over time, from zero; at most four can be told apart. */
    public static String lines(
            String id, String title, String unit, Map<String, List<Point>> lines) {
        List<Point> all = lines.values().stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return empty(title);
        }
        Instant first = all.stream().map(Point::time).min(Instant::compareTo).orElseThrow();
        Instant last = all.stream().map(Point::time).max(Instant::compareTo).orElseThrow();
        double greatest = all.stream().mapToDouble(Point::value).max().orElseThrow();
        Frame frame =
                new Frame(
                        id,
                        title,
                        String.join(", ", lines.keySet())
                                + ": at most "
                                + compact(greatest)
                                + " "
                                + unit
                                + ".",
                        unit,
                        Frame.between(first, last),
                        Scale.fromZero(greatest, Frame.BOTTOM, Frame.TOP));
        StringBuilder legend = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            number++;
            frame.add(
                    "<polyline class=\"line l%d\" points=\"%s\"/>"
                            .formatted(
                                    number,
                                    line.getValue().stream()
                                            .map(point -> frame.place(point.time(), point.value()))
                                            .collect(Collectors.joining(" "))));
            legend.append(
                    "<li><i class=\"key l%d\"></i>%s</li>"
                            .formatted(number, Markup.text(line.getKey())));
        }
        return figure(title, frame.finish(), legend.toString());
    }

    /** A horizontal bar for each name, with its figure behind it. */
    public static String bars(String id, String title, String unit, Map<String, Double> bars) {
        if (bars.isEmpty()) {
            return empty(title);
        }
        double greatest = bars.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        Scale scale = Scale.fromZero(greatest, 0, BAR_WIDTH);
        int height = BAR_HEIGHT * bars.size() + 10;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t\" xmlns=\"http://www.w3.org/2000/svg\">%n<title id=\"%s-t\">%s</title>%n"
                        .formatted(
                                Frame.WIDTH, height, id, id, Markup.text(title + ", in " + unit)));
        int y = 4;
        for (Map.Entry<String, Double> bar : bars.entrySet()) {
            double width = scale.at(bar.getValue());
            svg.append(
                    "<text class=\"name\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>%n"
                            .formatted(BAR_LEFT - 10, y + 15, Markup.text(bar.getKey())));
            svg.append(
                    "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"18\"/>%n"
                            .formatted(BAR_LEFT, y + 2, Markup.number(width)));
            svg.append(
                    "<text class=\"tick\" x=\"%s\" y=\"%d\">%s %s</text>%n"
                            .formatted(
                                    Markup.number(BAR_LEFT + width + 6),
                                    y + 15,
                                    compact(bar.getValue()),
                                    Markup.text(unit)));
            y += BAR_HEIGHT;
        }
        return figure(title, svg.append("</svg>").toString(), "");
    }

    private static String figure(String title, String svg, String legend) {
        return "<figure>%n<figcaption>%s</figcaption>%n%s%n%s</figure>%n"
                .formatted(
                        Markup.text(title),
                        svg,
                        legend.isEmpty() ? "" : "<ul class=\"legend\">" + legend + "</ul>\n");
    }

    private static String empty(String title) {
        return "<figure>%n<figcaption>%s</figcaption>%n<p class=\"none\">None.</p>%n</figure>%n"
                .formatted(Markup.text(title));
    }

    private static String compact(double value) {
        String digits = String.format(Locale.ROOT, "%,.2f", value);
        return digits.replaceAll("\\.?0+$", "");
    }
}
