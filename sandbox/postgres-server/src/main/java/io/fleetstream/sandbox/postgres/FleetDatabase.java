package io.fleetstream.sandbox.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The user and database of the project, behind a password. */
final class FleetDatabase {
    private static final String NAME = "fleet";

    private FleetDatabase() {}

    /** Creates both unless a former start did; from then on every connection needs the password. */
    static void createIn(EmbeddedPostgres server, Path data, String password)
            throws IOException, SQLException {
        try (Connection connection =
                        server.getPostgresDatabase(Map.of("password", password)).getConnection();
                Statement statement = connection.createStatement()) {
            if (exists(statement)) {
                return;
            }
            String quoted = statement.enquoteLiteral(password);
            statement.execute("ALTER USER postgres PASSWORD " + quoted);
            statement.execute("DROP USER IF EXISTS " + NAME);
            statement.execute("CREATE USER " + NAME + " CREATEDB PASSWORD " + quoted);
            Files.writeString(
                    data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
            return row.next();
        }
    }
}
