package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.sandbox.junit.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    @Test
    void runsSqlForTheUserWithThePassword() throws Exception {
        assertThat(ask("SHOW server_version_num")).startsWith("17");
        assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask("SHOW max_prepared_transactions")).isEqualTo("20");
        assertThat(ask("SELECT current_user || ' in ' || current_database()"))
                .isEqualTo("fleet in fleet");
    }

    @Test
    void refusesAWrongPasswordAndKeepsTheRightOneToItsOwner() throws Exception {
        String url = SANDBOX.postgres().urlWithUser() + "&password=wrong";
        assertThatThrownBy(() -> DriverManager.getConnection(url).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(Files.getPosixFilePermissions(SANDBOX.postgres().passwordFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void keepsPortAndCommittedRowsThroughStopAndKill() throws Exception {
        String url = SANDBOX.postgres().url();
        run("CREATE TABLE kept (id int PRIMARY KEY)");
        run("INSERT INTO kept VALUES (1)");
        SANDBOX.postgres().restart();
        run("INSERT INTO kept VALUES (2)");
        SANDBOX.postgres().kill();
        assertThat(SANDBOX.postgres().isRunning()).isFalse();
        SANDBOX.postgres().start();
        assertThat(SANDBOX.postgres().url()).isEqualTo(url);
        assertThat(ask("SELECT string_agg(id::text, ',' ORDER BY id) FROM kept")).isEqualTo("1,2");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
