package io.fleetstream.cli.report;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The sheet a chart over time is drawn on: title, axes with units, grid. */
final class Frame {
    static final int WIDTH = 860;
    static final int HEIGHT = 300;
    static final int LEFT = 64;
    static final int RIGHT = WIDTH - 34;
    static final int TOP = 14;
    static final int BOTTOM = HEIGHT - 44;

    private static final int MOST_TIMES = 8;
    private static final int MOST_VALUES = 6;
    private static final int[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final StringBuilder svg = new StringBuilder();
    private final Scale times;
    private final Scale values;

    Frame(String id, String title, String description, String unit, Scale times, Scale values) {
        this.times = times;
        this.values = values;
        svg.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\" xmlns=\"http://www.w3.org/2000/svg\">%n"
                        .formatted(WIDTH, HEIGHT, id, id));
        svg.append("<title id=\"%s-t\">%s</title>%n".formatted(id, Markup.text(title)));
        svg.append("<desc id=\"%s-d\">%s</desc>%n".formatted(id, Markup.text(description)));
        drawValues(unit);
        drawTimes();
    }

    /** An axis of time between two instants, at least a second apart. */
    static Scale between(Instant first, Instant last) {
        double from = new Point(first, 0).seconds();
        return new Scale(from, Math.max(from + 1, new Point(last, 0).seconds()), LEFT, RIGHT);
    }

    void add(String markup) {
        svg.append(markup).append('\n');
    }

    double x(Instant time) {
        return times.at(new Point(time, 0).seconds());
    }

    double y(double value) {
        return values.at(value);
    }

    String place(Instant time, double value) {
        return Markup.number(x(time)) + "," + Markup.number(y(value));
    }

    String finish() {
        return svg.append("</svg>").toString();
    }

    private void drawValues(String unit) {
        for (double tick : values.ticks(MOST_VALUES)) {
            String y = Markup.number(values.at(tick));
            add(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                            .formatted(LEFT, RIGHT, y, y));
            add(
                    "<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%s\" dy=\"4\">%s</text>"
                            .formatted(LEFT - 8, y, values.label(tick, MOST_VALUES)));
        }
        add(
                "<text class=\"axis\" text-anchor=\"middle\" transform=\"translate(14,%d) rotate(-90)\">%s</text>"
                        .formatted((TOP + BOTTOM) / 2, Markup.text(unit)));
    }

    private void drawTimes() {
        double length = times.max() - times.min();
        int step = STEPS[STEPS.length - 1];
        for (int candidate : STEPS) {
            if (length / candidate <= MOST_TIMES) {
                step = candidate;
                break;
            }
        }
        for (double at = Math.ceil(times.min() / step) * step; at <= times.max(); at += step) {
            String x = Markup.number(times.at(at));
            LocalTime clock = LocalTime.ofInstant(Instant.ofEpochSecond((long) at), ZoneOffset.UTC);
            add(
                    "<line class=\"mark\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>"
                            .formatted(x, x, BOTTOM, BOTTOM + 4));
            add(
                    "<text class=\"tick\" text-anchor=\"middle\" x=\"%s\" y=\"%d\">%s</text>"
                            .formatted(x, BOTTOM + 18, CLOCK.format(clock)));
        }
        add(
                "<text class=\"axis\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">time (UTC)</text>"
                        .formatted((LEFT + RIGHT) / 2, HEIGHT - 6));
    }
}
