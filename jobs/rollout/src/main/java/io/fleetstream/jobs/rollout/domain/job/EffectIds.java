package io.fleetstream.jobs.rollout.domain.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The ids of the effects on a device that were done last, as 16 bytes each, the latest first. */
public final class EffectIds {
    private static final int BYTES = 16;

    private final int most;

    /** Remembers that many. */
    public EffectIds(int most) {
        this.most = most;
    }

    /**
     * What is to be remembered after an effect; null if it has been done already.
     *
     * @param known what is remembered; null for nothing
     */
    public byte[] next(byte[] known, String id) {
        byte[] print = print(id);
        int length = known == null ? 0 : known.length;
        for (int i = 0; i < length; i += BYTES) {
            if (Arrays.equals(known, i, i + BYTES, print, 0, BYTES)) {
                return null;
            }
        }
        int kept = Math.min(length, (most - 1) * BYTES);
        byte[] next = Arrays.copyOf(print, BYTES + kept);
        if (kept > 0) {
            System.arraycopy(known, 0, next, BYTES, kept);
        }
        return next;
    }

    private static byte[] print(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
