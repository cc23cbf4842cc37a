package io.fleetstream.sandbox.containers;

import io.fleetstream.sandbox.PostgresService;
import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.PasswordFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/** TimescaleDB. */
final class PostgresInContainer extends ContainerService implements PostgresService {
    private static final int PORT = 5432;
    private static final String FLEET = "fleet";
    private static final String SECRET = "/run/postgres-password";

    private final Images images;
    private final PasswordFile password;

    PostgresInContainer(RunContext run, Images images) {
        super(Service.POSTGRES, run);
        this.images = images;
        this.password = PasswordFile.random(run.data().resolve("postgres.password"));
    }

    @Override
    GenericContainer<?> describe() {
        return new GenericContainer<>(images.postgres())
                .withExposedPorts(PORT)
                .withEnv("POSTGRES_USER", FLEET)
                .withEnv("POSTGRES_DB", FLEET)
                .withEnv("POSTGRES_PASSWORD_FILE", SECRET)
                .withCopyToContainer(Transferable.of(password.read()), SECRET)
                .withCommand("postgres", "-c", "max_prepared_transactions=20");
    }

    @Override
    int innerPort() {
        return PORT;
    }

    @Override
    Check ready() {
        return () -> {
            try (Connection connection = connect()) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        };
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + FLEET;
    }

    @Override
    public String user() {
        return FLEET;
    }

    @Override
    public Path passwordFile() {
        return password.path();
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), FLEET, password.read());
    }
}
