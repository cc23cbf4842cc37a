package io.fleetstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.flinksql.FlinkTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class FlinkTablesTest {
    private static final Path FILE = Path.of("../flink-conf/sql/tables.sql");
    private static final List<String> STATEMENTS =
            new FlinkTables("kafka:9092", "http://schema-registry:8081").statements();

    @Test
    void hasEveryColumnOfEveryTopic() {
        List<TopicSpec> topics = TopicCatalogue.all();
        assertThat(STATEMENTS).hasSameSizeAs(topics);
        for (int i = 0; i < topics.size(); i++) {
            String statement = STATEMENTS.get(i);
            assertThat(statement)
                    .startsWith(
                            "CREATE TABLE `" + FlinkTables.tableName(topics.get(i).name()) + "` (");
            if (topics.get(i).value().equals("bytes")) {
                assertThat(statement).contains("`payload` BYTES", "'value.format' = 'raw'");
            } else {
                assertThat(FlinkTables.schemaOf(topics.get(i)).getFields())
                        .extracting(Schema.Field::name)
                        .allSatisfy(name -> assertThat(statement).contains("\n  `" + name + "` "));
            }
        }
    }

    @Test
    void standsInTheConfiguration() throws IOException {
        String text =
                "-- Every topic as a table of Flink SQL, written from the Avro schemas by\n"
                        + "-- mvn -pl schemas test -Dfleet.write-docs=true; docs/flink-sql.md says"
                        + " how to use it.\n\n"
                        + String.join(";\n\n", STATEMENTS)
                        + ";\n";
        if (Boolean.getBoolean("fleet.write-docs")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE).content().isEqualTo(text);
    }
}
