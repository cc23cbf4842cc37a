package io.fleetstream.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalPlotTest {
    @Test
    void drawsValuesBandMeanAndAxes() {
        String plot = TerminalPlot.of(HtmlPageTest.series("d1"));

        assertThat(plot).contains("•", "░", "━", "12:00:00", "12:00:40 UTC", "job aggregate, 10s");
        assertThat(plot.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
        assertThat(plot.lines().filter(line -> line.contains("│"))).hasSize(14);
    }

    @Test
    void drawsTheGreatestValueOnTopOfTheLeast() {
        Instant time = Instant.parse("2026-03-02T12:00:00Z");
        List<Point> points = List.of(new Point(time, 1), new Point(time.plusSeconds(9), 2));
        List<String> lines =
                TerminalPlot.of(new DeviceSeries("d", "m", "", points, List.of(), "none"))
                        .lines()
                        .filter(line -> line.contains("•") && line.contains("│"))
                        .toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).indexOf('•')).isGreaterThan(lines.get(1).indexOf('•'));
    }

    @Test
    void saysWhenNothingIsStored() {
        assertThat(TerminalPlot.of(new DeviceSeries("d", "m", "", List.of(), List.of(), "none")))
                .isEqualTo("  no value has been stored yet\n");
    }
}
