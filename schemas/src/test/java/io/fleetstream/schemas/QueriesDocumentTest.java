package io.fleetstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.queries.SampleQueries;
import io.fleetstream.schemas.queries.SampleQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueriesDocumentTest {
    @Test
    void listsEveryFile() throws IOException {
        Path directory = Path.of("src/main/resources/io/fleetstream/schemas/queries");
        try (Stream<Path> files = Files.list(directory)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".sql"))
                            .map(file -> file.replaceAll("(\\.duckdb)?\\.sql$", ""))
                            .distinct()
                            .sorted()
                            .toList();
            assertThat(SampleQueries.all())
                    .extracting(SampleQuery::name)
                    .isEqualTo(names)
                    .hasSizeGreaterThanOrEqualTo(15);
        }
    }

    @Test
    void findsAQueryByItsNameWithOrWithoutItsNumber() {
        assertThat(SampleQueries.named("hottest-sites")).isPresent();
        assertThat(SampleQueries.named("08-hottest-sites"))
                .isEqualTo(SampleQueries.named("hottest-sites"));
        assertThat(SampleQueries.named("sites")).isEmpty();
    }

    @Test
    void showsEveryQuery() throws IOException {
        StringBuilder text = new StringBuilder();
        for (SampleQuery query : SampleQueries.all()) {
            text.append(
                    "## %s%n%n`%s`. %s%n%n".formatted(query.title(), query.name(), query.text()));
            text.append("```sql%n%s%n```%n%n".formatted(query.sql()));
            if (query.lakeSql().isPresent()) {
                String note = query.lakeNote().isEmpty() ? "" : " " + query.lakeNote();
                text.append("On the files:%s%n%n".formatted(note));
                text.append("```sql%n%s%n```%n%n".formatted(query.lakeSql().get()));
            }
        }
        new GeneratedSection(Path.of("../docs/queries.md"), "queries").check(text.toString());
    }
}
