package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.PostgresService;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.PasswordFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A database of its own on a server that is not ours: created at the start, dropped at the stop. A
 * killed JVM leaves it there, under a name that begins with {@code fleet_sandbox_}.
 */
final class ExternalPostgres implements PostgresService {
    private static final String PREFIX = "fleet_sandbox_";

    private final ExternalServer server;
    private final PasswordFile password;
    private final String name =
            PREFIX + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private volatile boolean running;

    ExternalPostgres(ExternalServer server, Path passwordFile) {
        this.server = server;
        this.password = PasswordFile.of(passwordFile, server.password());
    }

    @Override
    public Service service() {
        return Service.POSTGRES;
    }

    @Override
    public void start() {
        if (!running) {
            execute("CREATE DATABASE " + name);
            running = true;
        }
    }

    /** Drops the database. */
    @Override
    public void stop() {
        if (running) {
            execute("DROP DATABASE " + name + " WITH (FORCE)");
            running = false;
        }
    }

    private void execute(String sql) {
        try (Connection connection = connect(server.database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SandboxException(sql + " failed on " + server + ": " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.url(database), server.user(), server.password());
    }

    @Override
    public boolean canBeKilled() {
        return false;
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    @Override
    public void restart() {
        throw notOurs();
    }

    @Override
    public long pid() {
        throw notOurs();
    }

    private SandboxException notOurs() {
        return new SandboxException(
                server + " is not ours to kill or restart; unset FLEET_POSTGRES_URL for that");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public String url() {
        return server.url(name);
    }

    @Override
    public String user() {
        return server.user();
    }

    @Override
    public Path passwordFile() {
        return password.path();
    }

    @Override
    public Connection connect() throws SQLException {
        return connect(name);
    }
}
