package io.fleetstream.schemas.queries;

import java.util.Optional;

/**
 * A question and how to ask it.
 *
 * @param name short and stable, with its number: {@code 08-hottest-sites}
 * @param title the question, one line
 * @param text what there is to say about it, as Markdown; may be empty
 * @param sql for the tables: PostgreSQL, with or without TimescaleDB
 * @param lakeNote what there is to say about {@code lakeSql}, as Markdown; may be empty
 * @param lakeSql for the Parquet files: DuckDB, and Trino unless the note says otherwise
 */
public record SampleQuery(
        String name,
        String title,
        String text,
        String sql,
        String lakeNote,
        Optional<String> lakeSql) {}
