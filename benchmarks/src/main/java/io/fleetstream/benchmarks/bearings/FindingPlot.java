package io.fleetstream.benchmarks.bearings;

import java.util.Locale;
import java.util.OptionalInt;

/** A finding as a picture: growth over life, a line for each bearing. */
final class FindingPlot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 340;
    private static final int LEFT = 60;
    private static final int RIGHT = 130;
    private static final int TOP = 20;
    private static final int BOTTOM = 40;
    private static final int POINTS = 600;
    private static final String[] COLOURS = {
        "#1f77b4", "#d95f02", "#1b9e77", "#7570b3", "#e7298a", "#66a61e", "#a6761d", "#666666"
    };

    private final Finding finding;
    private final StringBuilder svg = new StringBuilder();
    private final double least;
    private final double most;

    private FindingPlot(Finding finding) {
        this.finding = finding;
        double low = -0.1;
        double high = 0.2;
        for (Bearing bearing : finding.bearings()) {
            for (int window = 0; window < finding.recording().windows(); window++) {
                low = Math.min(low, Math.log1p(bearing.growth(window)));
                high = Math.max(high, Math.log1p(bearing.growth(window)));
            }
        }
        least = low;
        most = high;
    }

    static String svg(Finding finding) {
        return new FindingPlot(finding).draw();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT);
        axes();
        int colour = 0;
        for (Bearing bearing : finding.bearings()) {
            line(bearing, colour, COLOURS[colour % COLOURS.length]);
            colour++;
        }
        add("</svg>%n");
        return svg.toString();
    }

    private void axes() {
        for (int percent = 0; percent <= 100; percent += 10) {
            double x = x(percent / 100.0);
            grid(x, TOP, x, HEIGHT - BOTTOM);
            text(x, HEIGHT - BOTTOM + 16, "middle", percent + " %");
        }
        for (double factor : new double[] {0.5, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 16, 32}) {
            double level = Math.log(factor);
            if (level >= least && level <= most) {
                grid(LEFT, y(level), WIDTH - RIGHT, y(level));
                text(LEFT - 6, y(level) + 4, "end", "× " + factor);
            }
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "part of the recording");
    }

    private void line(Bearing bearing, int number, String colour) {
        Recording recording = finding.recording();
        add("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"", colour);
        int step = Math.max(1, recording.windows() / POINTS);
        for (int window = 0; window < recording.windows(); window += step) {
            add(
                    "%.1f,%.1f ",
                    x(recording.percent(window) / 100), y(Math.log1p(bearing.growth(window))));
        }
        add("\"/>%n");
        OptionalInt flag = bearing.flag();
        if (flag.isPresent()) {
            add(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"none\" stroke=\"%s\""
                            + " stroke-width=\"2\"/>%n",
                    x(recording.percent(flag.getAsInt()) / 100),
                    y(Math.log1p(bearing.growth(flag.getAsInt()))),
                    colour);
        }
        double y = TOP + 14 + 18.0 * number;
        add(
                "<rect x=\"%d\" y=\"%.1f\" width=\"12\" height=\"4\" fill=\"%s\"/>%n",
                WIDTH - RIGHT + 12, y - 6, colour);
        text(WIDTH - RIGHT + 30, y, "start", escaped(bearing.name()));
    }

    private void grid(double fromX, double fromY, double toX, double toY) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                fromX, fromY, toX, toY);
    }

    private void text(double x, double y, String anchor, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\">%s</text>%n",
                x, y, anchor, text);
    }

    private double x(double part) {
        return LEFT + part * (WIDTH - LEFT - RIGHT);
    }

    private double y(double level) {
        return TOP + (most - level) / (most - least) * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
