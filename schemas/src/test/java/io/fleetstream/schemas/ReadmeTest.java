package io.fleetstream.schemas;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @Test
    void listsTheTopicsOfTheCatalogue() throws IOException {
        StringBuilder table =
                new StringBuilder(
                        """
                        | topic | key | value | partitions | kept | largest record | from | to |
                        |---|---|---|---|---|---|---|---|
                        """);
        for (TopicSpec topic : TopicCatalogue.all()) {
            table.append(
                    "| `%s` | %s | %s | %d | %s | %d MiB | %s | %s |%n"
                            .formatted(
                                    topic.name(),
                                    topic.key(),
                                    topic.value(),
                                    topic.partitions(),
                                    topic.retention().map(ReadmeTest::days).orElse("last value"),
                                    topic.maxBytes() >> 20,
                                    topic.writtenBy(),
                                    topic.readBy()));
        }
        new GeneratedSection(README, "topics").check(table.toString());
    }

    @Test
    void listsTheReasonsWithTheirMeaning() throws IOException {
        StringBuilder table =
                new StringBuilder(
                        """
                        | code | check | outcome | meaning | what to do |
                        |---|---|---|---|---|
                        """);
        for (Reason reason : Reasons.all()) {
            table.append(
                    "| `%s` | %s | %s | %s | %s |%n"
                            .formatted(
                                    reason.code(),
                                    words(reason.stage()),
                                    words(reason.outcome()),
                                    reason.meaning(),
                                    reason.action()));
        }
        new GeneratedSection(README, "reasons").check(table.toString());
    }

    private static String days(Duration duration) {
        return duration.equals(TopicSpec.FOREVER) ? "everything" : duration.toDays() + " days";
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
