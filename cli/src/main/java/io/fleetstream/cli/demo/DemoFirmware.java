package io.fleetstream.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.firmware.FirmwareServer;
import io.fleetstream.cli.firmware.FirmwareShelf;
import io.fleetstream.schemas.firmware.FirmwareKeys;
import io.fleetstream.schemas.firmware.FirmwareManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The images of the demo: signed with a key of its own, and served until this is closed. */
final class DemoFirmware implements AutoCloseable {
    private static final String HARDWARE = "vibration-motor";

    private final Path directory;
    private final FirmwareShelf shelf;
    private final FirmwareServer server;
    private final KeyPair keys;

    /**
     * Serves what lies in a directory.
     *
     * @param directory for images
     */
    DemoFirmware(Path directory) throws IOException, GeneralSecurityException {
        this.directory = Files.createDirectories(directory);
        shelf = new FirmwareShelf(directory.resolve("published"));
        keys = FirmwareKeys.generate();
        server = new FirmwareServer(shelf, Optional.empty(), Clock.systemUTC(), "127.0.0.1", 0);
    }

    /** What devices know images by. */
    PublicKey trusted() {
        return keys.getPublic();
    }

    /**
     * Signs an image and puts it where devices find it.
     *
     * @return the job document that brings it to a device
     */
    ObjectNode publish(String version, String image) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(version + ".bin");
        byte[] bytes = image.getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes);
        FirmwareManifest manifest =
                FirmwareManifest.of(bytes, version, "", 0, List.of(HARDWARE))
                        .sign(keys.getPrivate());
        return FirmwareShelf.document(manifest, server.url() + shelf.put(file, manifest));
    }

    @Override
    public void close() {
        server.close();
    }
}
