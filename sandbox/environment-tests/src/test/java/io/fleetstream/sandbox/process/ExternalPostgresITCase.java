package io.fleetstream.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ExternalPostgresITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    @TempDir private Path directory;

    @Test
    void createsADatabaseOfItsOwnAndDropsItAtTheStop() throws Exception {
        ExternalPostgres external = external();
        external.start();
        try (Connection connection = external.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id int)");
        }
        assertThat(Files.readString(external.passwordFile()))
                .isEqualTo(Files.readString(SANDBOX.postgres().passwordFile()));
        assertThat(databases()).isEqualTo(1);
        external.stop();
        assertThat(external.isRunning()).isFalse();
        assertThat(databases()).isZero();
    }

    @Test
    void refusesToKillAServerThatIsNotOurs() {
        ExternalPostgres external = external();
        assertThat(external.canBeKilled()).isFalse();
        assertThatThrownBy(external::kill)
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("not ours to kill");
    }

    private ExternalPostgres external() {
        Map<String, String> environment =
                Map.of(
                        "FLEET_POSTGRES_URL",
                        SANDBOX.postgres().urlWithUser() + "&ApplicationName=test",
                        "FLEET_POSTGRES_PASSWORD_FILE",
                        SANDBOX.postgres().passwordFile().toString());
        return new ExternalPostgres(
                ExternalServer.from(environment).orElseThrow(), directory.resolve("password"));
    }

    private static int databases() throws SQLException {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_database WHERE datname LIKE"
                                        + " 'fleet\\_sandbox\\_%'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
