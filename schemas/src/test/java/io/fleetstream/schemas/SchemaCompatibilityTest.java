package io.fleetstream.schemas;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema must stay readable in both directions against every release: jobs of two releases
 * run side by side during an upgrade, and topics and Parquet files hold what old releases wrote.
 *
 * <p>At a release, copy {@code src/main/avro} to {@code src/test/resources/released/<version>};
 * never change what stands there after that.
 */
class SchemaCompatibilityTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path CURRENT = Path.of("src/main/avro");

    static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
        }
    }

    static Map<String, String> badChanges() throws IOException {
        String reading = parse(CURRENT.resolve("Reading.avsc")).toString();
        return Map.of(
                "a new field without default",
                replaceFirst(
                        reading,
                        "\"fields\":[",
                        "\"fields\":[{\"name\":\"added\",\"type\":\"string\"},"),
                "a renamed field",
                replaceFirst(reading, "\"name\":\"site\"", "\"name\":\"place\""),
                "a narrower type",
                replaceFirst(
                        reading,
                        "\"name\":\"source_offset\",\"type\":\"long\"",
                        "\"name\":\"source_offset\",\"type\":\"int\""),
                "another type",
                replaceFirst(
                        reading,
                        "\"name\":\"value\",\"type\":\"double\"",
                        "\"name\":\"value\",\"type\":\"string\""));
    }

    @Test
    void keepsTheSchemasOfAtLeastOneRelease() throws IOException {
        assertThat(released()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void readsWhatTheReleaseWrote(Path released) throws IOException {
        SchemaPairCompatibility result =
                checkReaderWriterCompatibility(current(released), parse(released));

        assertThat(result.getType())
                .as(result.getDescription())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("released")
    void isReadableByTheRelease(Path released) throws IOException {
        SchemaPairCompatibility result =
                checkReaderWriterCompatibility(parse(released), current(released));

        assertThat(result.getType())
                .as(result.getDescription())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    /** The two tests above prove nothing unless a bad change turns one of them red. */
    @Test
    void refusesBadChanges() throws IOException {
        Schema now = parse(CURRENT.resolve("Reading.avsc"));

        assertThat(badChanges())
                .allSatisfy(
                        (change, json) -> {
                            Schema changed = new Schema.Parser().parse(json);
                            assertThat(List.of(reads(changed, now), reads(now, changed)))
                                    .as(change)
                                    .contains(false);
                        });
    }

    private static boolean reads(Schema reader, Schema writer) {
        return checkReaderWriterCompatibility(reader, writer).getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static Schema current(Path released) throws IOException {
        Path file = CURRENT.resolve(released.getFileName());
        assertThat(file).as("a released schema is never removed").exists();
        return parse(file);
    }

    private static Schema parse(Path file) throws IOException {
        return new Schema.Parser().parse(Files.readString(file));
    }

    private static String replaceFirst(String text, String target, String replacement) {
        int at = text.indexOf(target);
        assertThat(at).as("Reading still has %s", target).isNotNegative();
        return text.substring(0, at) + replacement + text.substring(at + target.length());
    }
}
