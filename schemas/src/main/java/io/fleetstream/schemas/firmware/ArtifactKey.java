package io.fleetstream.schemas.firmware;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that whoever issues links to artifacts shares with whoever serves them. A link's query
 * is {@code thing=…&job=…&execution=…&expires=…&signature=…}; the signature is HMAC-SHA256 in
 * URL-safe Base64 without padding, over these lines with {@code \n} between them, in UTF-8: {@code
 * fleet-artifact-1}, artifact, thing, job, execution, expires. The same grant gives the same bytes.
 *
 * <p>Thread-safe. Tells its secret nobody, not even {@link #toString}.
 */
public final class ArtifactKey {
    /** Fewest bytes a key may have. */
    public static final int FEWEST_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final List<String> SIGNED = List.of("thing", "job", "execution", "expires");
    private static final String SIGNATURE = "signature";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final SecretKeySpec secret;

    /**
     * A key of these bytes.
     *
     * @throws IllegalArgumentException if there are too few
     */
    public ArtifactKey(byte[] secret) {
        if (secret.length < FEWEST_BYTES) {
            throw new IllegalArgumentException(
                    "a key for artifacts has " + FEWEST_BYTES + " bytes or more");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * The key that is the text of a file, without white space around it, as {@code openssl rand
     * -hex 32} writes it.
     *
     * @throws IOException if the file cannot be read, or has too little in it
     */
    public static ArtifactKey read(Path file) throws IOException {
        byte[] text = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        try {
            return new ArtifactKey(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The query of a link. */
    public String query(ArtifactGrant grant) {
        return "thing="
                + URLEncoder.encode(grant.thing(), StandardCharsets.UTF_8)
                + "&job="
                + URLEncoder.encode(grant.jobId(), StandardCharsets.UTF_8)
                + "&execution="
                + grant.execution()
                + "&expires="
                + grant.expires()
                + "&"
                + SIGNATURE
                + "="
                + sign(grant);
    }

    /**
     * Why somebody with this query may not have an artifact.
     *
     * @param query of the address asked for, not decoded; null if there is none
     * @return a reason for people; empty if nothing is wrong
     */
    public String refusal(String artifact, String query, Instant now) {
        Map<String, String> said = parse(query);
        if (said.size() != SIGNED.size() + 1
                || !said.containsKey(SIGNATURE)
                || !said.keySet().containsAll(SIGNED)
                || !NUMBER.matcher(said.get("execution")).matches()
                || !NUMBER.matcher(said.get("expires")).matches()) {
            return "the address has no thing, job, execution, expires and signature, each once";
        }
        ArtifactGrant grant =
                new ArtifactGrant(
                        artifact,
                        said.get("thing"),
                        said.get("job"),
                        Long.parseLong(said.get("execution")),
                        Long.parseLong(said.get("expires")));
        if (!MessageDigest.isEqual(bytes(sign(grant)), bytes(said.get(SIGNATURE)))) {
            return "the signature is not of this artifact, thing, job, execution and time";
        }
        Instant end = Instant.ofEpochSecond(grant.expires());
        return now.isBefore(end) ? "" : "the address expired at " + end;
    }

    @Override
    public String toString() {
        return "ArtifactKey[***]";
    }

    private String sign(ArtifactGrant grant) {
        String text =
                String.join(
                        "\n",
                        "fleet-artifact-1",
                        grant.artifact(),
                        grant.thing(),
                        grant.jobId(),
                        Long.toString(grant.execution()),
                        Long.toString(grant.expires()));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Members by their names; none if one is there twice or cannot be read. */
    private static Map<String, String> parse(String query) {
        Map<String, String> members = new HashMap<>();
        for (String member : (query == null ? "" : query).split("&", -1)) {
            String[] sides = member.split("=", 2);
            try {
                String value = URLDecoder.decode(sides[sides.length - 1], StandardCharsets.UTF_8);
                if (sides.length < 2 || members.put(sides[0], value) != null) {
                    return Map.of();
                }
            } catch (IllegalArgumentException e) {
                return Map.of(); // a % that is none
            }
        }
        return members;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
