package io.fleetstream.jobs.rollout.domain.rollout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a device stands in the order of a rollout. Random over devices, the same for ever, and easy
 * to compute elsewhere: the first 53 bits of SHA-256 over the salt, a zero byte and the device id,
 * all UTF-8, as a fraction.
 */
public final class CohortHash {
    private static final int BITS = 53;

    private CohortHash() {}

    /** The device's score in [0, 1). */
    public static double score(String salt, String deviceId) {
        MessageDigest sha256 = sha256();
        sha256.update(salt.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        byte[] digest = sha256.digest(deviceId.getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - BITS)) / (double) (1L << BITS);
    }

    /** The bucket of a score: buckets of equal width, in the order of scores. */
    public static int bucket(double score, int buckets) {
        return (int) (score * buckets);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
