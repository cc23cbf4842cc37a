package io.fleetstream.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsEveryLineWhateverEndsIt(boolean gzip) throws IOException {
        assertThat(read("a\nb\r\n\nlast", gzip)).containsExactly("a", "b", "", "last");
        assertThat(read("a\n", gzip)).containsExactly("a");
        assertThat(read("\n\n", gzip)).containsExactly("", "");
        assertThat(read("", gzip)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 200_000})
    void linesMayBeLongerThanTheBuffer(int length) throws IOException {
        String line = "x".repeat(length);
        assertThat(read(line + "\n" + line + "\r\ny", false)).containsExactly(line, line, "y");
    }

    @Test
    void saysHowFarItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "x\n".repeat(100_000));
        try (LineReader lines = new LineReader(file)) {
            lines.next();
            assertThat(lines.bytesRead()).isBetween(1L, 199_999L);
            while (lines.next() != null) {
                assertThat(lines.bytesRead()).isPositive();
            }
            assertThat(lines.bytesRead()).isEqualTo(200_000);
        }
    }

    private List<String> read(String content, boolean gzip) throws IOException {
        Path file = directory.resolve("recording");
        try (OutputStream out =
                gzip
                        ? new GZIPOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        List<String> found = new ArrayList<>();
        try (LineReader lines = new LineReader(file)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                found.add(new String(line, StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
