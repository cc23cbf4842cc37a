package io.fleetstream.cli;

import io.fleetstream.cli.query.Lake;
import io.fleetstream.cli.query.QueryResult;
import io.fleetstream.schemas.queries.SampleQueries;
import io.fleetstream.schemas.queries.SampleQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs SQL on the tables (PostgreSQL) or on the Parquet files (DuckDB). */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "Runs SQL on the tables or on the Parquet files of the running stack.",
            "",
            "A query that names the schema 'parquet' (parquet.readings) or read_parquet(…) runs on"
                    + " the files, in DuckDB; every other one on the tables, in PostgreSQL.",
            "",
            "  ./fleet query \"SELECT metric, count(*) FROM device_readings GROUP BY 1\"",
            "  ./fleet query \"SELECT dt, count(*) FROM parquet.readings GROUP BY 1\"",
            "  ./fleet query --sample hottest-sites",
            "  ./fleet query --sample hottest-sites --on PARQUET"
        })
final class QueryCommand implements Callable<Integer> {
    /** Where a query runs. */
    enum Engine {
        TABLES,
        PARQUET
    }

    /** How the answer is printed. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "One statement.")
    private Optional<String> sql = Optional.empty();

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            description = "Instead of SQL: a question of docs/queries.md, as hottest-sites.")
    private Optional<String> sample = Optional.empty();

    @Option(names = "--samples", description = "Lists those questions.")
    private boolean samples;

    @Option(names = "--on", description = "${COMPLETION-CANDIDATES}; default: by what SQL names.")
    private Optional<Engine> engine = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "TABLE",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--parquet",
            paramLabel = "URI",
            description = "Where the Parquet files are; default: PARQUET_URI.")
    private Optional<String> parquetUri = Optional.empty();

    @Mixin private DatabaseOptions database;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        PrintWriter out = spec.commandLine().getOut();
        if (samples) {
            SampleQueries.all()
                    .forEach(each -> out.printf("%-28s %s%n", each.name(), each.title()));
            out.flush();
            return 0;
        }
        String statement = statement();
        QueryResult result =
                engine.orElseGet(() -> guess(statement)) == Engine.PARQUET
                        ? lake(statement)
                        : tables(statement);
        switch (format) {
            case TABLE -> out.print(result.asTable());
            case CSV -> out.print(result.asCsv());
            case JSON -> out.println(result.asJson());
        }
        out.flush();
        return 0;
    }

    private String statement() {
        if (sql.isPresent() == sample.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "give one of SQL, --sample NAME and --samples");
        }
        return sql.orElseGet(() -> sample(sample.orElseThrow()));
    }

    private String sample(String name) {
        SampleQuery query =
                SampleQueries.named(name)
                        .orElseThrow(
                                () ->
                                        new ParameterException(
                                                spec.commandLine(),
                                                "no sample called " + name + "; see --samples"));
        if (engine.orElse(Engine.TABLES) == Engine.TABLES) {
            return query.sql();
        }
        return query.lakeSql()
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "the Parquet files cannot answer " + query.name()));
    }

    private static Engine guess(String sql) {
        String lower = sql.toLowerCase(java.util.Locale.ROOT);
        return lower.contains("parquet.") || lower.contains("read_parquet")
                ? Engine.PARQUET
                : Engine.TABLES;
    }

    private QueryResult lake(String statement) throws IOException, SQLException {
        String uri =
                parquetUri.isPresent()
                        ? parquetUri.get()
                        : EndpointsFile.load().require("PARQUET_URI");
        try (Lake lake = new Lake(uri)) {
            return lake.query(statement);
        }
    }

    private QueryResult tables(String statement) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            return QueryResult.of(connection, statement);
        }
    }
}
