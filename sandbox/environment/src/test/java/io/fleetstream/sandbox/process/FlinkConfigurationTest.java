package io.fleetstream.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkConfigurationTest {
    @TempDir private Path directory;

    @Test
    void readsNestedAndDottedKeysAndLists() throws IOException {
        FlinkConfiguration configuration =
                read("a:\n  b.c: 1 s\nlist: [x, y]\nnumber: 6\nflag: false\n");
        assertThat(configuration.get("a.b.c")).isEqualTo("1 s");
        assertThat(configuration.get("list")).isEqualTo("x;y");
        assertThat(configuration.get("number")).isEqualTo("6");
        assertThat(configuration.get("flag")).isEqualTo("false");
    }

    @Test
    void laterSettingsWinAndSurviveBeingWritten() throws IOException {
        read("key: old\n")
                .with(Map.of("key", "new: with # signs"))
                .write(directory.resolve("conf"));
        assertThat(FlinkConfiguration.read(directory.resolve("conf/config.yaml")).get("key"))
                .isEqualTo("new: with # signs");
    }

    @Test
    void splitsJvmOptionsAtBlanks() throws IOException {
        assertThat(read("o: >-\n  -Da=1\n  -Db=2\n").options("o", "absent"))
                .containsExactly("-Da=1", "-Db=2");
    }

    @Test
    void takesMemoryInMebibytesOnly() throws IOException {
        FlinkConfiguration configuration = read("good: 512m\nbad: 1g\n");
        assertThat(configuration.mebibytes("good")).isEqualTo(512);
        assertThatThrownBy(() -> configuration.mebibytes("bad"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("bad")
                .hasMessageContaining("1g");
    }

    private FlinkConfiguration read(String yaml) throws IOException {
        return FlinkConfiguration.read(Files.writeString(directory.resolve("c.yaml"), yaml));
    }
}
