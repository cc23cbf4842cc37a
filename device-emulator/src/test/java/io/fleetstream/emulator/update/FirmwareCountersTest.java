package io.fleetstream.emulator.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareCountersTest {
    @TempDir private Path directory;

    @Test
    void onlyGrowAndAreThereAgain() throws IOException {
        Path file = directory.resolve("counters");
        FirmwareCounters first = FirmwareCounters.of(file);
        first.keep("a:1", 5);
        first.keep("a:1", 3);
        first.keep("b", 0);
        assertThat(first.of("a:1")).isEqualTo(5);
        FirmwareCounters second = FirmwareCounters.of(file);
        assertThat(second.of("a:1")).isEqualTo(5);
        assertThat(second.of("b")).isZero();
        second.keep("a:1", 6);
        assertThat(FirmwareCounters.of(file).of("a:1")).isEqualTo(6);
        assertThat(Files.readString(file)).isEqualTo("a:1 5\na:1 6\n");
    }

    @Test
    void whatAKillHasCutOffDoesNotCount() throws IOException {
        Path file = directory.resolve("counters");
        Files.writeString(file, "a 17\nb 1");
        FirmwareCounters counters = FirmwareCounters.of(file);
        assertThat(counters.of("a")).isEqualTo(17);
        assertThat(counters.of("b")).isZero();
        counters.keep("b", 19);
        assertThat(FirmwareCounters.of(file).of("b")).isEqualTo(19);
    }

    @Test
    void anotherKindOfFileIsRefused() throws IOException {
        Path file = directory.resolve("counters");
        Files.writeString(file, "a 1\nnonsense\n");
        assertThatThrownBy(() -> FirmwareCounters.of(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no 'device counter'");
        assertThat(FirmwareCounters.forgetful().of("a")).isZero();
    }
}
