package io.fleetstream.connectors.parquet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns names that devices chose into names of directories, Hive's way: {@code %2F} for a slash.
 * Readers such as DuckDB turn them back.
 */
final class DirectoryNames {
    /** Hive's directory for "no value". */
    static final String NONE = "__HIVE_DEFAULT_PARTITION__";

    /** File systems allow 255 bytes; some of that is taken by the name of the column. */
    private static final int MAX_LENGTH = 200;

    private static final int KEPT_OF_LONG = 120;

    private DirectoryNames() {}

    /** Only letters, digits, {@code _}, {@code -}, {@code .} and {@code %XX}; never empty. */
    static String encode(String name) {
        if (name == null || name.isEmpty()) {
            return NONE;
        }
        StringBuilder encoded = new StringBuilder(name.length());
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        if (encoded.length() <= MAX_LENGTH) {
            return encoded.toString();
        }
        return encoded.substring(0, KEPT_OF_LONG) + "~" + digest(name);
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '_'
                || b == '-'
                || b == '.';
    }

    private static String digest(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
