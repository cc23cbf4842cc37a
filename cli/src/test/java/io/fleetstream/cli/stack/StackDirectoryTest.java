package io.fleetstream.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
    @TempDir private Path state;

    @Test
    void givesASecondStackADirectoryOfItsOwn() throws Exception {
        try (StackDirectory first = StackDirectory.claim(state, "up");
                StackDirectory second = StackDirectory.claim(state, "up")) {
            assertThat(first.path()).isEqualTo(state.resolve("up"));
            assertThat(second.path()).isEqualTo(state.resolve("up-2"));
            assertThat(first.endpointsFile()).isEqualTo(state.resolve("endpoints.env"));
            assertThat(second.endpointsFile()).isEqualTo(state.resolve("up-2/endpoints.env"));
        }
    }

    @Test
    void takesOverWhatAnEarlierStackLeftAndEmptiesIt() throws Exception {
        try (StackDirectory earlier = StackDirectory.claim(state, "up")) {
            Files.writeString(earlier.path().resolve("data"), "old");
        }

        try (StackDirectory later = StackDirectory.claim(state, "up")) {
            assertThat(later.path()).isEqualTo(state.resolve("up")).isEmptyDirectory();
        }
    }
}
