package io.fleetstream.schemas.queries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All sample queries. Each is a file {@code NAME.sql} beside this class, and {@code
 * NAME.duckdb.sql} where the Parquet files can answer it too; comment lines at the top are its
 * title and text.
 */
public final class SampleQueries {
    private static final String COMMENT = "--";

    private SampleQueries() {}

    /** Every query, in the order of the documentation. */
    public static List<SampleQuery> all() {
        return resource("queries.txt").orElseThrow().lines().map(SampleQueries::read).toList();
    }

    /** The query of that name, or of that name without its number. */
    public static Optional<SampleQuery> named(String name) {
        return all().stream()
                .filter(
                        query ->
                                query.name().equals(name)
                                        || query.name().replaceFirst("^\\d+-", "").equals(name))
                .findFirst();
    }

    private static SampleQuery read(String name) {
        String tables =
                resource(name + ".sql")
                        .orElseThrow(() -> new IllegalStateException("no file for " + name));
        Optional<String> lake = resource(name + ".duckdb.sql");
        List<String> comments = comments(tables);
        return new SampleQuery(
                name,
                comments.get(0),
                String.join("\n", comments.subList(1, comments.size())),
                statement(tables),
                lake.map(text -> String.join("\n", comments(text))).orElse(""),
                lake.map(SampleQueries::statement));
    }

    private static List<String> comments(String file) {
        return file.lines()
                .takeWhile(line -> line.startsWith(COMMENT))
                .map(line -> line.substring(COMMENT.length()).strip())
                .toList();
    }

    private static String statement(String file) {
        return file.lines()
                .dropWhile(line -> line.startsWith(COMMENT))
                .collect(Collectors.joining("\n"));
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = SampleQueries.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " in the jar cannot be read", e);
        }
    }
}
