package io.fleetstream.cli.report;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** A device's values over the band of its windows, drawn with characters. */
public final class TerminalPlot {
    private static final int WIDTH = 76;
    private static final int HEIGHT = 14;
    private static final int LABEL = 9;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private TerminalPlot() {}

    /** Lines of text, each ended; a sentence if there is nothing to draw. */
    public static String of(DeviceSeries series) {
        if (series.isEmpty()) {
            return "  no value has been stored yet\n";
        }
        char[][] canvas = new char[HEIGHT][WIDTH];
        for (char[] row : canvas) {
            Arrays.fill(row, ' ');
        }
        Instant first = series.first();
        Instant last = series.last();
        double from = new Point(first, 0).seconds();
        double until = Math.max(from + 1, new Point(last, 0).seconds());
        Scale x = new Scale(from, until, 0, WIDTH - 1);
        Scale y = Scale.around(series.least(), series.greatest(), HEIGHT - 1, 0);
        for (Window window : series.windows()) {
            int begin = column(x, window.start());
            // a column between two windows, so that they can be told apart
            int end = Math.max(begin, column(x, window.end()) - 1);
            for (int column = begin; column < end || column == begin; column++) {
                fill(canvas, column, row(y, window.max()), row(y, window.min()));
                canvas[row(y, window.mean())][column] = '━';
            }
        }
        for (Point point : series.points()) {
            canvas[row(y, point.value())][column(x, point.time())] = '•';
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < HEIGHT; row++) {
            String label = row % 3 == 0 || row == HEIGHT - 1 ? label(y, row) : "";
            text.append(" ".repeat(LABEL - label.length())).append(label).append(" │");
            text.append(new String(canvas[row]).stripTrailing()).append('\n');
        }
        text.append(" ".repeat(LABEL)).append(" └").append("─".repeat(WIDTH)).append('\n');
        String begin = clock(first);
        String end = clock(last) + " UTC";
        text.append(" ".repeat(LABEL + 2))
                .append(begin)
                .append(" ".repeat(WIDTH - begin.length() - end.length()))
                .append(end)
                .append('\n');
        return text.append("  • value   ░ least to greatest of a window   ━ its mean   (windows: ")
                .append(series.windowsFrom())
                .append(")\n")
                .toString();
    }

    private static void fill(char[][] canvas, int column, int top, int bottom) {
        for (int row = top; row <= bottom; row++) {
            canvas[row][column] = '░';
        }
    }

    private static int column(Scale x, Instant time) {
        return within((int) Math.round(x.at(new Point(time, 0).seconds())), WIDTH);
    }

    private static int row(Scale y, double value) {
        return within((int) Math.round(y.at(value)), HEIGHT);
    }

    private static int within(int place, int size) {
        return Math.max(0, Math.min(size - 1, place));
    }

    private static String label(Scale y, int row) {
        double value = y.min() + (y.max() - y.min()) * (HEIGHT - 1 - row) / (HEIGHT - 1);
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.length() <= LABEL ? text : String.format(Locale.ROOT, "%.2e", value);
    }

    private static String clock(Instant time) {
        return CLOCK.format(LocalTime.ofInstant(time, ZoneOffset.UTC));
    }
}
