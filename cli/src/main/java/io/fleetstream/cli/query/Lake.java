package io.fleetstream.cli.query;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/**
 * The Parquet files of the archive job, opened in an in-memory DuckDB: each directory below the
 * archive's root that holds files is a view in the schema {@code parquet}, so {@code
 * parquet.readings} is every published reading.
 */
public final class Lake implements AutoCloseable {
    private final Connection connection;

    /**
     * Opens the files as they are now.
     *
     * @param uri root of the archive, a {@code file:} URI or a path
     * @throws IOException if the directory cannot be read or holds no published file yet
     */
    public Lake(String uri) throws IOException, SQLException {
        Path root = uri.startsWith("file:") ? Path.of(URI.create(uri)) : Path.of(uri);
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET memory_limit='512MB'; SET threads=2; SET TimeZone='UTC'; CREATE SCHEMA"
                            + " parquet");
            int views = 0;
            for (Path directory : children(root)) {
                if (hasFiles(directory)) {
                    statement.execute(view(directory));
                    views++;
                }
            }
            if (views == 0) {
                throw new IOException(
                        "no Parquet file has been published below "
                                + root
                                + " yet: files appear with the archive job's checkpoints");
            }
        } catch (IOException | SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Runs one query. */
    public QueryResult query(String sql) throws SQLException {
        return QueryResult.of(connection, sql);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Iterable<Path> children(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("no archive at " + root);
        }
        try (Stream<Path> paths = Files.list(root)) {
            // what is staged comes and goes while it is looked at
            return paths.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("_"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasFiles(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.anyMatch(path -> path.toString().endsWith(".parquet"));
        }
    }

    private static String view(Path directory) {
        String name = directory.getFileName().toString().replace("\"", "\"\"");
        String glob = (directory + "/**/*.parquet").replace("'", "''");
        return "CREATE VIEW parquet.\""
                + name
                + "\" AS SELECT * FROM read_parquet('"
                + glob
                // files of older releases lack the newer columns
                + "', hive_partitioning = true, union_by_name = true)";
    }
}
