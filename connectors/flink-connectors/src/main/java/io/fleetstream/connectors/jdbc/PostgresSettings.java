package io.fleetstream.connectors.jdbc;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the database is and how to write to it. Holds the path of the password's file, never the
 * password: this object travels inside the job graph.
 *
 * @param url JDBC address without user and password, {@code jdbc:postgresql://host:port/database}
 * @param user role to log in as
 * @param passwordFile path, on the TaskManagers, of a file that holds the password; empty for none
 * @param batchSize rows that are sent together; 1 to 100,000
 * @param batchBytes encoded size at which rows are sent even if they are fewer; 64 KiB to 256 MiB
 * @param batchInterval longest time a row waits for others; positive
 * @param outage longest time to wait for a database that cannot be reached before the task fails
 */
public record PostgresSettings(
        String url,
        String user,
        String passwordFile,
        int batchSize,
        int batchBytes,
        Duration batchInterval,
        Duration outage)
        implements Serializable {
    /** Least {@code batchBytes}. */
    public static final int LEAST_BYTES = 1 << 16;

    /** Greatest {@code batchBytes}. */
    public static final int MOST_BYTES = 1 << 28;

    private static final long serialVersionUID = 1L;

    /** Checks the ranges, and that the address holds no password. */
    public PostgresSettings {
        Objects.requireNonNull(user, "jdbc.user");
        Objects.requireNonNull(passwordFile, "jdbc.password-file");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "jdbc.url is expected to start with jdbc:postgresql:");
        }
        if (url.contains("password=")) {
            throw new IllegalArgumentException(
                    "jdbc.url holds a password, which everyone could read in the job graph; put it"
                            + " into a file and name that with jdbc.password-file");
        }
        if (batchSize < 1 || batchSize > 100_000) {
            throw new IllegalArgumentException(
                    "jdbc.batch-size is " + batchSize + ", expected 1 to 100000");
        }
        if (batchBytes < LEAST_BYTES || batchBytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "jdbc.batch-bytes is "
                            + batchBytes
                            + ", expected "
                            + LEAST_BYTES
                            + " to "
                            + MOST_BYTES);
        }
        if (batchInterval.isNegative() || batchInterval.isZero() || outage.isNegative()) {
            throw new IllegalArgumentException(
                    "jdbc.batch-interval must be positive and jdbc.outage not negative");
        }
    }
}
