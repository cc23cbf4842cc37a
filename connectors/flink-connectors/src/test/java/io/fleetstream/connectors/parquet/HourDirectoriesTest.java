package io.fleetstream.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.staging.Bucket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HourDirectoriesTest {
    private static final Instant TIME = Instant.parse("2026-03-01T23:59:59.999999Z");

    static List<String> hostileNames() {
        return List.of(
                "..",
                "../../etc",
                "/etc",
                "a/b",
                "a\\b",
                "a\0b",
                "a%2Fb",
                "org=x/dt=2000-01-01",
                " ",
                "\n",
                "ü".repeat(300),
                "%".repeat(300),
                "\uD800");
    }

    @Test
    void sortsByOrganisationAndHourInUtc() {
        assertThat(directory("acme", TIME)).isEqualTo("org=acme/dt=2026-03-01/hour=23");
        assertThat(directory("acme", Instant.parse("2026-03-02T00:00:00Z")))
                .isEqualTo("org=acme/dt=2026-03-02/hour=00");
        assertThat(directory("acme", Instant.EPOCH.minusNanos(1)))
                .isEqualTo("org=acme/dt=1969-12-31/hour=23");
    }

    @Test
    void encodesLikeHive() {
        assertThat(DirectoryNames.encode("a b/ü")).isEqualTo("a%20b%2F%C3%BC");
        assertThat(DirectoryNames.encode("")).isEqualTo("__HIVE_DEFAULT_PARTITION__");
        assertThat(DirectoryNames.encode(null)).isEqualTo("__HIVE_DEFAULT_PARTITION__");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void keepsHostileNamesInTheirDirectory(String org) {
        assertStaysInside(org);
    }

    @Test
    void keepsRandomNamesInTheirDirectory() {
        long seed = 20_260_301;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertStaysInside(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void doesNotMixLongNamesThatBeginAlike() {
        String one = "ü".repeat(200) + "1";
        String two = "ü".repeat(200) + "2";

        assertThat(DirectoryNames.encode(one)).isNotEqualTo(DirectoryNames.encode(two));
    }

    @Test
    void leavesTheOrganisationOutWhereADatasetHasNone() {
        assertThat(HourDirectories.of(new Bucket("", 0), false)).isEqualTo("dt=1970-01-01/hour=00");
    }

    @Test
    void keepsWhatIsStagedInsideToo() {
        for (String scope : hostileNames()) {
            ArchiveSettings settings =
                    new ArchiveSettings(
                            URI.create("file:///archive/"), scope, 1, 1, 1, 1, 1, false);
            Path staging =
                    Path.of(settings.stagingDirectory("readings").replace("file://", ""))
                            .normalize();

            assertThat(staging.getParent().getParent()).isEqualTo(Path.of("/archive/_staging"));
        }
    }

    private static String directory(String org, Instant eventTime) {
        return HourDirectories.of(new Bucket(org, Bucket.hourOf(Cells.micros(eventTime))), true);
    }

    private static void assertStaysInside(String org) {
        Path root = Path.of("/archive/readings");
        Path bucket = root.resolve(directory(org, TIME)).normalize();

        assertThat(bucket.getParent().getParent().getParent()).isEqualTo(root);
        assertThat(bucket.getParent().getParent().getFileName().toString())
                .startsWith("org=")
                .matches("[A-Za-z0-9_.%=~-]{5,204}");
    }
}
