package io.fleetstream.benchmarks.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphTest {
    private static final long BUSY_NANOS = 2_000_000_000L;

    @TempDir private Path directory;

    @Test
    void showsWhatAProcessWasBusyWith() throws IOException {
        Path recording = directory.resolve("busy.jfr");
        try (Recording recorder = new Recording()) {
            recorder.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recorder.start();
            assertThat(spin()).isNotZero();
            recorder.stop();
            recorder.dump(recording);
        }

        FlameGraph.draw(recording, directory.resolve("graphs"), "busy");

        assertThat(directory.resolve("graphs/busy.svg"))
                .content()
                .startsWith("<svg")
                .endsWith("</svg>\n")
                .contains("FlameGraphTest.spin: ");
        assertThat(directory.resolve("graphs/busy.collapsed"))
                .content()
                .containsPattern("all;.*FlameGraphTest.spin \\d+\n");
    }

    private static long spin() {
        long end = System.nanoTime() + BUSY_NANOS;
        long turns = 0;
        while (System.nanoTime() < end) {
            turns++;
        }
        return turns;
    }
}
