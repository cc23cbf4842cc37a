package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.cli.firmware.FirmwareServer;
import io.fleetstream.cli.firmware.FirmwareShelf;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        try (FirmwareServer server = new FirmwareServer(new FirmwareShelf(shelf), "127.0.0.1", 0)) {
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
