package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.PostgresService;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.PasswordFile;
import io.fleetstream.sandbox.support.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** PostgreSQL as a process tree: a JVM that starts and stops it, the postmaster, its children. */
final class PostgresProcess extends ProcessService implements PostgresService {
    private static final String MAIN = "io.fleetstream.sandbox.postgres.PostgresServer";
    private static final String USER = "fleet";
    private static final long CHILDREN_SECONDS = 20;

    private final PasswordFile password;
    private int port;
    private Optional<Long> watched = Optional.empty();

    PostgresProcess(ProcessContext context, Path passwordFile) {
        super(Service.POSTGRES, context);
        password = PasswordFile.random(passwordFile);
    }

    @Override
    void choosePorts() {
        port = Ports.free();
    }

    @Override
    ManagedProcess launch() {
        JavaCommand command =
                context()
                        .java("postgres-server", MAIN)
                        // unpacking the binaries takes most of it
                        .jvm("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                        .arguments(data(), port, binaries(), password.path());
        return context().start("postgres", command.toList(), Map.of());
    }

    private Path binaries() {
        return context().home().built("sandbox/postgres-server/target").resolve("binaries");
    }

    @Override
    Check ready() {
        return () -> {
            watchPostmaster();
            try (Connection connection = connect()) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        };
    }

    private void watchPostmaster() {
        postmaster()
                .map(ProcessHandle::pid)
                .filter(pid -> !watched.equals(Optional.of(pid)))
                .ifPresent(
                        pid -> {
                            context().reaper().watch(pid);
                            watched = Optional.of(pid);
                        });
    }

    private Optional<ProcessHandle> postmaster() {
        Path file = data().resolve("postmaster.pid");
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(first -> !first.isEmpty())
                    .flatMap(first -> ProcessHandle.of(Long.parseLong(first)))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            // none yet, or none any more
            return Optional.empty();
        }
    }

    @Override
    public void stop() {
        super.stop();
        forgetPostmaster();
    }

    /** Kills the postmaster and waits for its children, which notice, before it returns. */
    @Override
    public void kill() {
        Optional<ProcessHandle> postmaster = postmaster();
        List<ProcessHandle> children =
                postmaster.map(handle -> handle.descendants().toList()).orElse(List.of());
        postmaster.ifPresent(ProcessHandle::destroyForcibly);
        super.kill();
        postmaster.ifPresent(PostgresProcess::awaitEnd);
        children.forEach(PostgresProcess::awaitEnd);
        forgetPostmaster();
    }

    private void forgetPostmaster() {
        watched.ifPresent(context().reaper()::forget);
        watched = Optional.empty();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(CHILDREN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new SandboxException("process " + process.pid() + " cannot be waited for", e);
        }
    }

    @Override
    public boolean isRunning() {
        return super.isRunning() && postmaster().isPresent();
    }

    @Override
    public long pid() {
        return postmaster()
                .map(ProcessHandle::pid)
                .orElseThrow(() -> new SandboxException("postgres does not run"));
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/fleet";
    }

    @Override
    public String user() {
        return USER;
    }

    @Override
    public Path passwordFile() {
        return password.path();
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, password.read());
    }
}
