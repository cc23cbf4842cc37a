package io.fleetstream.schemas.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactKeyTest {
    private static final ArtifactKey KEY = key("0123456789abcdef0123456789abcdef");
    private static final ArtifactGrant GRANT =
            new ArtifactGrant("a.bin", "pump:1", "fw-2", 1, 1_700_003_600);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void writesWhatOthersCanCheckAndTheSameEveryTime() {
        // echo -en 'fleet-artifact-1\na.bin\npump:1\nfw-2\n1\n1700003600' |
        //   openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef -binary | base64
        assertThat(KEY.query(GRANT))
                .isEqualTo(
                        "thing=pump%3A1&job=fw-2&execution=1&expires=1700003600"
                                + "&signature=bJPhOFH-W40_o5p90adMDCPFese0XXV4nbqdOQAfG78")
                .isEqualTo(KEY.query(GRANT));
        assertThat(KEY.refusal("a.bin", KEY.query(GRANT), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "b.bin, thing=, thing=",
        "a.bin, pump%3A1, pump%3A2",
        "a.bin, job=fw-2, job=fw-3",
        "a.bin, execution=1, execution=2",
        "a.bin, expires=1700003600, expires=1700003601",
        "a.bin, signature=, signature=A",
        "a.bin, pump%3A1, 'pump%3A1%0Afw-2'",
    })
    void refusesWhatWasIssuedForSomethingElse(String artifact, String from, String to) {
        String query = KEY.query(GRANT).replace(from, to);
        assertThat(KEY.refusal(artifact, query, NOW)).startsWith("the signature is not of this");
    }

    @Test
    void refusesSignaturesOfOtherKeys() {
        String query = key("another key, which is long enough").query(GRANT);
        assertThat(KEY.refusal("a.bin", query, NOW)).startsWith("the signature is not of this");
    }

    @ParameterizedTest
    @CsvSource({"1700003599, false", "1700003600, true", "1800000000, true"})
    void refusesWhatHasExpired(long second, boolean refused) {
        String refusal = KEY.refusal("a.bin", KEY.query(GRANT), Instant.ofEpochSecond(second));
        assertThat(refusal).isEqualTo(refused ? "the address expired at 2023-11-14T23:13:20Z" : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "thing",
                "thing=pump%3A1",
                "QUERY&thing=pump%3A1",
                "QUERY&more=1",
                "thing=%&job=fw-2&execution=1&expires=1&signature=x",
                "thing=d&job=fw-2&execution=-1&expires=1&signature=x",
                "thing=d&job=fw-2&execution=1&expires=9999999999999999999&signature=x",
            })
    void refusesWhatHasNotAllOfItOnce(String query) {
        String asked = query.replace("QUERY", KEY.query(GRANT));
        assertThat(KEY.refusal("a.bin", asked, NOW)).startsWith("the address has no thing");
        assertThat(KEY.refusal("a.bin", null, NOW)).startsWith("the address has no thing");
    }

    @Test
    void readsFilesAndTellsNobodyWhatIsInThem(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("artifacts.key");
        Files.writeString(file, "0123456789abcdef0123456789abcdef\n");
        ArtifactKey read = ArtifactKey.read(file);
        assertThat(read.query(GRANT)).isEqualTo(KEY.query(GRANT));
        assertThat(read.toString()).doesNotContain("0123456789");

        Files.writeString(file, "0123456789abcdef0123456789abcde\n");
        assertThatThrownBy(() -> ArtifactKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("artifacts.key")
                .hasMessageContaining("32 bytes or more")
                .hasMessageNotContaining("0123456789");
    }

    private static ArtifactKey key(String text) {
        return new ArtifactKey(text.getBytes(StandardCharsets.UTF_8));
    }
}
