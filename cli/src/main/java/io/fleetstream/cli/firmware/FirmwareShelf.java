package io.fleetstream.cli.firmware;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.schemas.firmware.FirmwareManifest;
import io.fleetstream.schemas.firmware.ManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** A directory with images, each under its digest, so that none is ever another. */
public final class FirmwareShelf {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.bin");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;

    /** That directory; made when something is put there. */
    public FirmwareShelf(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException if the file cannot be read or is none
     */
    public static FirmwareManifest manifest(Path file) throws IOException {
        try {
            return FirmwareManifest.read(JSON.readTree(file.toFile()));
        } catch (ManifestException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Puts an image there.
     *
     * @return its name there
     * @throws IOException if it is not the image of the manifest, or cannot be written
     */
    public String put(Path image, FirmwareManifest manifest) throws IOException {
        if (!manifest.isOf(Files.readAllBytes(image))) {
            throw new IOException(image + " is not the image that the manifest is about");
        }
        Files.createDirectories(directory);
        String name = manifest.sha256() + ".bin";
        Path part = Files.createTempFile(directory, name, ".part");
        Files.copy(image, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return name;
    }

    /** The file of a name; null if it is none of ours. */
    Path find(String name) {
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        Path file = directory.resolve(name);
        return Files.isRegularFile(file) ? file : null;
    }

    /** A job document that brings the image to a device. */
    public static ObjectNode document(FirmwareManifest manifest, String url) {
        ObjectNode document = JSON.createObjectNode().put("operation", "update-firmware");
        document.set("firmware", manifest.toJson().put("url", url));
        return document;
    }
}
