package io.fleetstream.benchmarks.flame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Draws a flight recording as a flame graph: width is the share of samples, callers stand below
 * what they call. Beside the SVG stand the collapsed stacks, for other tools.
 */
public final class FlameGraph {
    private static final int WIDTH = 1600;
    private static final int ROW = 16;
    private static final double LEAST_WIDTH = 0.3;
    private static final double CHARACTER = 6.5;

    private final StringBuilder svg = new StringBuilder(1 << 16);
    private final StringBuilder collapsed = new StringBuilder(1 << 16);
    private final Frame all;
    private final int height;

    private FlameGraph(Frame all) {
        this.all = all;
        this.height = (all.depth() + 1) * ROW;
    }

    /**
     * Draws {@code recording} into {@code <directory>/<name>.svg} and {@code .collapsed}.
     *
     * @throws IOException if the recording cannot be read, or the files not be written
     */
    public static void draw(Path recording, Path directory, String name) throws IOException {
        FlameGraph graph = new FlameGraph(FlightRecording.read(recording));
        graph.render();
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(name + ".svg"), graph.svg.toString(), StandardCharsets.UTF_8);
        Files.writeString(
                directory.resolve(name + ".collapsed"),
                graph.collapsed.toString(),
                StandardCharsets.UTF_8);
    }

    private void render() {
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"monospace\" font-size=\"11\">\n"
                        .formatted(WIDTH, height));
        frame(all, 0, WIDTH, 0, "");
        svg.append("</svg>\n");
    }

    private void frame(Frame frame, double left, double width, int level, String callers) {
        String stack = callers.isEmpty() ? frame.name() : callers + ";" + frame.name();
        box(frame, left, width, level);
        long own = frame.samples();
        double at = left;
        for (Frame callee : frame.callees()) {
            double share = width * callee.samples() / frame.samples();
            frame(callee, at, share, level + 1, stack);
            at += share;
            own -= callee.samples();
        }
        if (own > 0) {
            collapsed.append(stack).append(' ').append(own).append('\n');
        }
    }

    private void box(Frame frame, double left, double width, int level) {
        if (width < LEAST_WIDTH) {
            return;
        }
        int top = height - (level + 1) * ROW;
        String name = escaped(frame.name());
        int letters = (int) (width / CHARACTER);
        String shown =
                letters < 3
                        ? ""
                        : escaped(
                                frame.name()
                                        .substring(0, Math.min(letters, frame.name().length())));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<g><title>%s: %d samples, %.1f %%</title><rect x=\"%.1f\" y=\"%d\""
                                + " width=\"%.1f\" height=\"%d\" fill=\"%s\"/><text x=\"%.1f\""
                                + " y=\"%d\">%s</text></g>\n",
                        name,
                        frame.samples(),
                        100.0 * frame.samples() / all.samples(),
                        left,
                        top,
                        width,
                        ROW - 1,
                        colour(frame.name()),
                        left + 2,
                        top + ROW - 4,
                        shown));
    }

    /** One colour per name, of those of fire. */
    private static String colour(String name) {
        int hash = name.hashCode() & 0x3F;
        return "rgb(%d,%d,%d)".formatted(190 + hash, 90 + 2 * hash, 60);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
