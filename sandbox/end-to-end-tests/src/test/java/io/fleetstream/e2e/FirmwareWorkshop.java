package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.firmware.FirmwareShelf;
import io.fleetstream.cli.stack.Stack;
import io.fleetstream.schemas.firmware.FirmwareKeys;
import io.fleetstream.schemas.firmware.FirmwareManifest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * Makes and signs firmware images, and gives them to devices with {@code ./fleet firmware serve}:
 * only to those with an address that the job rollout has issued.
 */
final class FirmwareWorkshop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FORBIDDEN = 403;
    private static final int KEY_BYTES = 32;

    private final Path directory;
    private final KeyPair keys = FirmwareKeys.generate();
    private final KeyPair strangersKeys = FirmwareKeys.generate();
    private final FirmwareShelf shelf;
    private final Path addressKey;
    private final FleetProcess.Running server;
    private final String url;

    /** Begins to serve. */
    FirmwareWorkshop(Stack stack, Random random) throws IOException, GeneralSecurityException {
        directory = Files.createTempDirectory(stack.sandbox().directory(), "firmware");
        shelf = new FirmwareShelf(directory.resolve("images"));
        addressKey = directory.resolve("artifacts.key");
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        Files.writeString(addressKey, HexFormat.of().formatHex(secret));
        server =
                FleetProcess.start(
                        stack,
                        "firmware",
                        "serve",
                        "--directory",
                        directory.resolve("images").toString(),
                        "--key-file",
                        addressKey.toString());
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.readString(server.out()).endsWith("\n"));
        url = Files.readString(server.out()).strip();
    }

    /** What the job rollout needs for addresses. */
    List<String> rolloutArguments() {
        return List.of(
                "--rollout.artifact-url",
                url,
                "--rollout.artifact-key-file",
                addressKey.toString());
    }

    /** The key that devices trust. */
    PublicKey trusted() {
        return keys.getPublic();
    }

    /** The job document for an image of that text, signed with the key that devices trust. */
    ObjectNode document(String version, String image) throws Exception {
        return document(version, image, keys);
    }

    /** The same, signed by somebody else. */
    ObjectNode strangersDocument(String version, String image) throws Exception {
        return document(version, image, strangersKeys);
    }

    private ObjectNode document(String version, String text, KeyPair signer)
            throws IOException, GeneralSecurityException {
        Path image = directory.resolve(version + ".bin");
        Files.writeString(image, text);
        FirmwareManifest manifest =
                FirmwareManifest.of(Files.readAllBytes(image), version, "", 0, List.of())
                        .sign(signer.getPrivate());
        String name = shelf.put(image, manifest);
        return FirmwareShelf.document(manifest, "${fleet:artifact:" + name + "}");
    }

    /** Fails if somebody without an address gets the image of a document. */
    void assertClosedToOthers(ObjectNode document) throws IOException, InterruptedException {
        String name = document.at("/firmware/sha256").asText() + ".bin";
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(url + name)).build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(FORBIDDEN);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
