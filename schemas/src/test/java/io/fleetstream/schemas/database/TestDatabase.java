package io.fleetstream.schemas.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty database for one test class: of the server named by the environment variable
 * FLEET_POSTGRES_URL (JDBC with user and password; the role must be allowed to create databases),
 * else of a PostgreSQL started for it.
 */
final class TestDatabase implements AutoCloseable {
    private final EmbeddedPostgres started;
    private final DataSource server;
    private final String name = "fleet_test_" + UUID.randomUUID().toString().replace('-', '_');
    private final PGSimpleDataSource database;

    TestDatabase() throws IOException, SQLException {
        String url = System.getenv("FLEET_POSTGRES_URL");
        if (url == null) {
            started = EmbeddedPostgres.builder().start();
            url = started.getJdbcUrl("postgres", "postgres");
        } else {
            started = null;
        }
        server = at(url);
        execute(server, "CREATE DATABASE " + name);
        database = at(url);
        database.setDatabaseName(name);
    }

    DataSource dataSource() {
        return database;
    }

    void execute(String sql) throws SQLException {
        execute(database, sql);
    }

    @Override
    public void close() throws IOException, SQLException {
        execute(server, "DROP DATABASE " + name + " WITH (FORCE)");
        if (started != null) {
            started.close();
        }
    }

    private static PGSimpleDataSource at(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    private static void execute(DataSource on, String sql) throws SQLException {
        try (Connection connection = on.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
