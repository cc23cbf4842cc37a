package io.fleetstream.benchmarks.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphTest {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir private Path directory;

    @Test
    void showsWhatAProcessWasBusyWith() throws IOException {
        Path recording = directory.resolve("busy.jfr");
        AtomicBoolean seen = new AtomicBoolean();
        try (RecordingStream recorder = new RecordingStream()) {
            recorder.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recorder.onEvent(
                    "jdk.ExecutionSample",
                    sample ->
                            seen.compareAndSet(
                                    false, sample.getStackTrace().toString().contains("spin")));
            recorder.startAsync();
            assertThat(spinUntil(seen)).isNotZero();
            recorder.dump(recording);
        }

        FlameGraph.draw(recording, directory.resolve("graphs"), "busy");

        assertThat(directory.resolve("graphs/busy.svg"))
                .content()
                .startsWith("<svg")
                .endsWith("</svg>\n")
                .contains("FlameGraphTest.spinUntil: ");
        assertThat(directory.resolve("graphs/busy.collapsed"))
                .content()
                .containsPattern("all;.*FlameGraphTest.spinUntil;?.* \\d+\n");
    }

    /** Keeps a core busy until a sample was taken of it: on a loaded machine that takes a while. */
    private static long spinUntil(AtomicBoolean seen) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        byte[] bytes = new byte[4096];
        CRC32 crc = new CRC32();
        while (!seen.get() && System.nanoTime() < end) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] += (byte) (i * 31);
            }
            crc.update(bytes);
        }
        return crc.getValue();
    }
}
