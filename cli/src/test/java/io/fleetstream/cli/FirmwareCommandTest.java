package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.cli.firmware.FirmwareServer;
import io.fleetstream.cli.firmware.FirmwareShelf;
import io.fleetstream.schemas.firmware.ArtifactGrant;
import io.fleetstream.schemas.firmware.ArtifactKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an image from the desk of whoever made it to the device. */
class FirmwareCommandTest {
    @TempDir private Path directory;

    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void makeKeys() {
        out = new StringWriter();
        err = new StringWriter();
        assertThat(run("keys", "--private", file("s.pem"), "--public", file("k.pem"))).isZero();
    }

    @Test
    void anImageThatIsSignedCanBeFetchedWhereItsDocumentSays() throws Exception {
        Files.writeString(directory.resolve("a.bin"), "image");
        sign("a.bin", "2.4.1");
        assertThat(run("verify", file("a.bin"), file("a.bin.json"), "--key", file("k.pem")))
                .isZero();
        Path shelf = directory.resolve("shelf");
        try (FirmwareServer server = open(shelf)) {
            out.getBuffer().setLength(0);
            assertThat(
                            run(
                                    "publish",
                                    file("a.bin"),
                                    file("a.bin.json"),
                                    "--url",
                                    server.url(),
                                    "--directory",
                                    shelf.toString()))
                    .isZero();
            JsonNode document = new JsonMapper().readTree(out.toString());

            assertThat(document.at("/operation").asText()).isEqualTo("update-firmware");
            assertThat(document.at("/firmware/version").asText()).isEqualTo("2.4.1");
            String url = document.at("/firmware/url").asText();
            assertThat(get(url).body()).isEqualTo("image");
            assertThat(get(url + "x").statusCode()).isEqualTo(404);
            assertThat(get(server.url() + "../s.pem").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void nothingElseIsTakenForTheImage() throws IOException {
        Files.writeString(directory.resolve("a.bin"), "image");
        Files.writeString(directory.resolve("b.bin"), "other");
        sign("a.bin", "2.4.1");
        assertThat(run("verify", file("b.bin"), file("a.bin.json"), "--key", file("k.pem")))
                .isEqualTo(1);
        assertThat(run("publish", file("b.bin"), file("a.bin.json"), "--url", "http://x"))
                .isEqualTo(1);
        assertThat(run("keys", "--private", file("s2.pem"), "--public", file("k2.pem"))).isZero();
        assertThat(run("verify", file("a.bin"), file("a.bin.json"), "--key", file("k2.pem")))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("is not the image that")
                .contains("is not signed by the owner of");
    }

    @Test
    void keysThatExistStay() {
        assertThat(run("keys", "--private", file("s.pem"), "--public", file("n.pem"))).isEqualTo(1);
        assertThat(err.toString()).contains("there is a file");
    }

    @Test
    void wordsThatAreNoVersionsAreRefused() throws IOException {
        Files.writeString(directory.resolve("a.bin"), "image");
        assertThat(run("sign", file("a.bin"), "--release", "two words", "--key", file("s.pem")))
                .isEqualTo(2);
    }

    @Test
    void withAKeyOnlyAddressesThatWereIssuedForItWork() throws Exception {
        Files.writeString(directory.resolve("a.bin"), "image");
        sign("a.bin", "2.4.1");
        Path shelf = directory.resolve("shelf");
        out.getBuffer().setLength(0);
        assertThat(
                        run(
                                "publish",
                                file("a.bin"),
                                file("a.bin.json"),
                                "--directory",
                                shelf.toString()))
                .isZero();
        JsonNode document = new JsonMapper().readTree(out.toString());
        String name = document.at("/firmware/sha256").asText() + ".bin";
        assertThat(document.at("/firmware/url").asText())
                .isEqualTo("${fleet:artifact:" + name + "}");

        Path keyFile = directory.resolve("artifacts.key");
        Files.writeString(keyFile, "a secret of thirty-two bytes or more\n");
        ArtifactKey key = ArtifactKey.read(keyFile);
        long expires = 1_000;
        String query = key.query(new ArtifactGrant(name, "d1", "fw", 1, expires));
        try (FirmwareServer server = open(shelf, key, expires - 1)) {
            HttpResponse<String> served = get(server.url() + name + "?" + query);
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.body()).isEqualTo("image");

            assertRefused(server.url() + name, "has no thing");
            assertRefused(
                    server.url() + name + "?" + query.replace("thing=d1", "thing=d2"),
                    "signature is not of this");
            assertRefused(
                    server.url() + name + "?" + query.replace("execution=1", "execution=2"),
                    "signature is not of this");
            String other = "0".repeat(64) + ".bin";
            assertRefused(server.url() + other + "?" + query, "signature is not of this");
            String absent = key.query(new ArtifactGrant(other, "d1", "fw", 1, expires));
            assertThat(get(server.url() + other + "?" + absent).statusCode()).isEqualTo(404);
        }
        try (FirmwareServer server = open(shelf, key, expires)) {
            assertRefused(server.url() + name + "?" + query, "expired");
        }
    }

    @Test
    void namesThatAreNoFilesAreNotFound() throws Exception {
        try (FirmwareServer server = open(directory)) {
            assertThat(get(server.url() + "%00").statusCode()).isEqualTo(404);
            assertThat(get(server.url() + "..%2fs.pem").statusCode()).isEqualTo(404);
            assertThat(get(server.url() + "x".repeat(5_000)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    @Timeout(60)
    void whoDoesNotFinishARequestHoldsUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (FirmwareServer server = open(directory)) {
            URI address = URI.create(server.url());
            for (int each = 0; each < 20; each++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                slow.add(socket);
                socket.getOutputStream().write("GET /firm".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(get(server.url() + "x").statusCode()).isEqualTo(404);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aKeyThatIsTooShortServesNothing() throws IOException {
        Files.writeString(directory.resolve("short.key"), "too short");
        assertThat(run("serve", "--key-file", file("short.key"), "--for", "PT0S")).isEqualTo(1);
        assertThat(err.toString()).contains("32 bytes or more").doesNotContain("too short");
    }

    private static void assertRefused(String url, String reason)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = get(url);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(reason);
    }

    private static FirmwareServer open(Path shelf) throws IOException {
        return new FirmwareServer(
                new FirmwareShelf(shelf), Optional.empty(), Clock.systemUTC(), "127.0.0.1", 0);
    }

    private static FirmwareServer open(Path shelf, ArtifactKey key, long second)
            throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        return new FirmwareServer(
                new FirmwareShelf(shelf), Optional.of(key), clock, "127.0.0.1", 0);
    }

    private void sign(String image, String version) {
        assertThat(run("sign", file(image), "--release", version, "--key", file("s.pem"))).isZero();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private int run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "firmware";
        System.arraycopy(args, 0, all, 1, args.length);
        return Fleet.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
