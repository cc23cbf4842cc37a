package io.fleetstream.schemas.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is said about a firmware image, signed by whoever made it. The signature is over everything
 * but itself, one line each, so that no part can be exchanged for that of another image.
 *
 * @param version of the image
 * @param minimumVersion the lowest version it can be installed over; empty for any
 * @param counter against going back: a device refuses what is lower than it has seen
 * @param hardware what it runs on; empty for all
 * @param size of the image, in bytes
 * @param sha256 of the image, in lower-case hexadecimal
 * @param signature Ed25519, in Base64; empty before it is signed
 */
public record FirmwareManifest(
        String version,
        String minimumVersion,
        int counter,
        List<String> hardware,
        long size,
        String sha256,
        String signature) {
    private static final String ALGORITHM = "Ed25519";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._+-]{1,64}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** Takes a copy, and checks the words. */
    public FirmwareManifest {
        hardware = List.copyOf(hardware);
        require(WORD.matcher(version).matches(), "version", version);
        require(
                minimumVersion.isEmpty() || WORD.matcher(minimumVersion).matches(),
                "minimum_version",
                minimumVersion);
        require(counter >= 0, "counter", counter);
        require(
                hardware.stream().allMatch(each -> WORD.matcher(each).matches()),
                "hardware",
                hardware);
        require(size >= 0, "size", size);
        require(DIGEST.matcher(sha256).matches(), "sha256", sha256);
    }

    /** Of an image, not signed yet. */
    public static FirmwareManifest of(
            byte[] image,
            String version,
            String minimumVersion,
            int counter,
            List<String> hardware) {
        return new FirmwareManifest(
                version, minimumVersion, counter, hardware, image.length, digest(image), "");
    }

    /**
     * Reads one.
     *
     * @throws ManifestException saying what is wrong
     */
    public static FirmwareManifest read(JsonNode json) throws ManifestException {
        List<String> hardware = new ArrayList<>();
        json.path("hardware").forEach(each -> hardware.add(each.asText()));
        try {
            return new FirmwareManifest(
                    json.path("version").asText(),
                    json.path("minimum_version").asText(),
                    json.path("counter").asInt(),
                    hardware,
                    json.path("size").asLong(-1),
                    json.path("sha256").asText(),
                    json.path("signature").asText());
        } catch (IllegalArgumentException e) {
            throw new ManifestException(e.getMessage());
        }
    }

    /** As it stands in job documents and in files. */
    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode().put("version", version);
        if (!minimumVersion.isEmpty()) {
            json.put("minimum_version", minimumVersion);
        }
        json.put("counter", counter);
        if (!hardware.isEmpty()) {
            ArrayNode list = json.putArray("hardware");
            hardware.forEach(list::add);
        }
        return json.put("size", size).put("sha256", sha256).put("signature", signature);
    }

    /** The same, signed. */
    public FirmwareManifest sign(PrivateKey key) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(key);
        signer.update(signed());
        return new FirmwareManifest(
                version,
                minimumVersion,
                counter,
                hardware,
                size,
                sha256,
                Base64.getEncoder().encodeToString(signer.sign()));
    }

    /** Whether whoever has the other half of this key has signed it. */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed());
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // no signature at all, or one of another kind
        }
    }

    /** Whether these bytes are the image. */
    public boolean isOf(byte[] image) {
        return image.length == size && digest(image).equals(sha256);
    }

    private byte[] signed() {
        return String.join(
                        "\n",
                        "fleet-firmware-1",
                        version,
                        minimumVersion,
                        Integer.toString(counter),
                        String.join(",", hardware),
                        Long.toString(size),
                        sha256)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] image) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void require(boolean holds, String name, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " of the manifest is '" + value + "'");
        }
    }
}
