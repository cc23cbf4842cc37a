package io.fleetstream.sandbox.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Runs one PostgreSQL server on 127.0.0.1 until the process is told to end.
 *
 * <p>Usage: {@code PostgresServer <data-dir> <port> <binaries-dir> <password-file>}. A fresh data
 * directory gets the user and database {@code fleet}; connections then need the password in the
 * file. One that has data keeps it and recovers if the server was killed. The binaries are unpacked
 * once and may be shared. The server's own process id is the first line of {@code postmaster.pid}
 * in the data directory. Runs as root too, in a user namespace.
 */
public final class PostgresServer {
    private static final Duration STARTUP = Duration.ofMinutes(2);
    private static final int ARGUMENTS = 4;

    private PostgresServer() {}

    /** Starts the server and waits for the end of the process, which stops it. */
    public static void main(String[] arguments)
            throws IOException, SQLException, InterruptedException {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException(
                    "usage: PostgresServer <data-dir> <port> <binaries-dir> <password-file>");
        }
        Path data = Path.of(arguments[0]);
        String password = Files.readString(Path.of(arguments[3])).strip();
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(
                                Files.createDirectories(Path.of(arguments[2])).toFile())
                        .setPort(Integer.parseInt(arguments[1]))
                        .setPGStartupWait(STARTUP)
                        .setConnectConfig("password", password)
                        .setOutputRedirector(Redirect.INHERIT)
                        .setErrorRedirector(Redirect.INHERIT)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("unix_socket_directories", "")
                        .setServerConfig("dynamic_shared_memory_type", "mmap")
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("max_prepared_transactions", "20")
                        // The library turns both off; a kill may not lose what was committed.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
        FleetDatabase.createIn(server, data, password);
        new CountDownLatch(1).await();
    }
}
