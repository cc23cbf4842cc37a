package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedSweepTest {
    private static final long RESTORED_AT = 10L * 3_600_000;
    private static final long HOUR = 3_600_000;

    @TempDir private Path directory;

    @Test
    void deletesWhatNobodyNeedsAndIsOldEnough() throws IOException {
        Path orphan = staged(RESTORED_AT - HOUR - 1);
        Path needed = staged(RESTORED_AT - HOUR - 1);
        Path recent = staged(RESTORED_AT - HOUR);
        Path foreign = Files.writeString(directory.resolve("notes.txt"), "x");

        sweep(true, needed);

        assertThat(orphan).doesNotExist();
        assertThat(needed).exists();
        assertThat(recent).exists();
        assertThat(foreign).exists();
    }

    @Test
    void deletesNothingAfterAStartWithoutState() throws IOException {
        Path left = staged(0);

        sweep(false);

        assertThat(left).exists();
    }

    private void sweep(boolean restored, Path... needed) throws IOException {
        Set<String> paths =
                Arrays.stream(needed)
                        .map(path -> new org.apache.flink.core.fs.Path(uri() + path.getFileName()))
                        .map(Object::toString)
                        .collect(Collectors.toSet());
        new StagedSweep(uri(), paths, restored).run(RESTORED_AT);
    }

    private String uri() {
        return directory.toUri().toString().replaceAll("/*$", "/");
    }

    private Path staged(long begun) throws IOException {
        String name = StagedNames.next("x/", begun, UUID.randomUUID()).getName();
        return Files.writeString(directory.resolve(name), "x");
    }
}
