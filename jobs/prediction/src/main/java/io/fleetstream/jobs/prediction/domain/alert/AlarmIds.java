package io.fleetstream.jobs.prediction.domain.alert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names alarms as the job anomaly does: by rule, device and the time at which they were raised. */
public final class AlarmIds {
    private static final int BYTES = 16;

    private AlarmIds() {}

    /**
     * Name of an alarm; the same whenever it is raised again in a replay.
     *
     * @param raisedAt epoch milliseconds of event time
     * @return 32 hexadecimal digits
     */
    public static String of(String rule, String device, long raisedAt) {
        MessageDigest digest = sha256();
        update(digest, rule);
        update(digest, device);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(raisedAt).array());
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // with its length, so that no two pairs of texts run into the same bytes
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
