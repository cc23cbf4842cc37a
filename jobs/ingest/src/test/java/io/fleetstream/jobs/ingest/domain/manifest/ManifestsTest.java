package io.fleetstream.jobs.ingest.domain.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.state.ManifestRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final long SEED = 42L;

    private final ParsedMessage message =
            new ParsedMessage("d1", "o", "s", "t", 0, 0, 0, List.of());

    @Test
    void findsExactIdsAndPatterns() {
        Manifests manifests =
                Manifests.of(List.of(manifest("a", "d1", "d2"), manifest("b", "e*", "f?")));

        assertThat(name(manifests, "d1")).isEqualTo("a");
        assertThat(name(manifests, "e")).isEqualTo("b");
        assertThat(name(manifests, "f7")).isEqualTo("b");
        assertThat(name(manifests, "d3")).isNull();
        assertThat(name(manifests, "f77")).isNull();
        assertThat(name(Manifests.NONE, "d1")).isNull();
    }

    @Test
    void takesTheFirstByNameHoweverTheyAreOrdered() {
        List<ManifestRow> rows =
                new ArrayList<>(
                        List.of(
                                manifest("b-exact", "d1", "x1"),
                                manifest("a-glob", "d*"),
                                manifest("c-glob", "*1"),
                                manifest("d-exact", "d1", "y1", "x1")));
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(rows, random);
            Manifests manifests = Manifests.of(rows);
            assertThat(name(manifests, "d1")).as("seed %d", SEED).isEqualTo("a-glob");
            assertThat(name(manifests, "x1")).isEqualTo("b-exact");
            assertThat(name(manifests, "y1")).isEqualTo("c-glob");
        }
    }

    @Test
    void holdsManyIds() {
        String[] ids = IntStream.range(0, 10_000).mapToObj(i -> "d" + i).toArray(String[]::new);
        Manifests manifests =
                Manifests.of(List.of(manifest("big", ids), manifest("globs", "d*x", "e*")));

        assertThat(name(manifests, "d9999")).isEqualTo("big");
        assertThat(name(manifests, "d10000")).isNull();
        assertThat(name(manifests, "d10000x")).isEqualTo("globs");
    }

    @Test
    void takesWhatTheManifestLeavesOpenFromTheTopic() {
        ManifestRow open = new ManifestRow("m", new String[] {"*"}, null, null, null, null);
        ManifestRow full = new ManifestRow("m", new String[] {"*"}, "O", "S", "T", "M");

        assertThat(Manifests.register(open, message))
                .isEqualTo(new RegistryRow("o", "s", "t", null));
        assertThat(Manifests.register(full, message))
                .isEqualTo(new RegistryRow("O", "S", "T", "M"));
    }

    private static String name(Manifests manifests, String deviceId) {
        ManifestRow found = manifests.match(deviceId);
        return found == null ? null : found.name();
    }

    private static ManifestRow manifest(String name, String... deviceIds) {
        return new ManifestRow(name, deviceIds, null, null, null, null);
    }
}
