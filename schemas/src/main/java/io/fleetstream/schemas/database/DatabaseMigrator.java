package io.fleetstream.schemas.database;

import java.util.Arrays;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Applies the migrations under {@code db/migration} of this jar to a TimescaleDB or plain
 * PostgreSQL database, in its default schema.
 *
 * <p>Repeating it is safe; it creates the daily partitions of the next two weeks on plain
 * PostgreSQL, and brings the policies of TimescaleDB to the settings. Two callers at once wait for
 * each other.
 */
public final class DatabaseMigrator {
    /** Where the migrations stand on the class path. */
    static final String LOCATION = "classpath:db/migration";

    private DatabaseMigrator() {}

    /**
     * Brings the database up to date.
     *
     * @param jdbcUrl {@code jdbc:postgresql://…}, without password
     * @param user database role; must be allowed to create tables, and on TimescaleDB the extension
     * @param password asked once, and cleared after use
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, was changed
     *     by other hands, or a migration fails; the failed migration is rolled back
     */
    public static MigrationReport migrate(String jdbcUrl, String user, Supplier<char[]> password) {
        return migrate(dataSource(jdbcUrl, user, password));
    }

    /** As {@link #migrate(String, String, Supplier)}, on connections of the caller's own. */
    public static MigrationReport migrate(DataSource dataSource) {
        Flyway flyway =
                Flyway.configure(new OneCopy(DatabaseMigrator.class.getClassLoader()))
                        .dataSource(dataSource)
                        .locations(LOCATION)
                        .failOnMissingLocations(true)
                        .connectRetries(5)
                        .load();
        MigrateResult result = flyway.migrate();
        MigrationInfo current = flyway.info().current();
        String before = result.initialSchemaVersion == null ? "" : result.initialSchemaVersion;
        return new MigrationReport(
                before, current.getVersion().getVersion(), result.migrationsExecuted);
    }

    static DataSource dataSource(String jdbcUrl, String user, Supplier<char[]> password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(jdbcUrl);
        dataSource.setUser(user);
        char[] secret = password.get();
        try {
            // the driver takes nothing but a String
            dataSource.setPassword(new String(secret));
            return dataSource;
        } finally {
            Arrays.fill(secret, '\0');
        }
    }
}
