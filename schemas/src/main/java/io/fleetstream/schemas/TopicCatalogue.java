package io.fleetstream.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All topics of Fleetstream, read from {@code topics.yaml} beside this class. */
public final class TopicCatalogue {
    private static final String COMPACTED = "compacted";
    private static final String FOREVER = "forever";

    private TopicCatalogue() {}

    /** Every topic, in the order of the catalogue. */
    public static List<TopicSpec> all() {
        try (InputStream in = TopicCatalogue.class.getResourceAsStream("topics.yaml")) {
            return new YAMLMapper()
                    .readValue(in, Catalogue.class).topics().stream().map(Row::toSpec).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("topics.yaml in the jar cannot be read", e);
        }
    }

    /**
     * The settings of one topic.
     *
     * @throws IllegalArgumentException if the catalogue does not have it
     */
    public static TopicSpec of(String name) {
        return all().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no topic in the catalogue: " + name));
    }

    private record Catalogue(List<Row> topics) {}

    private record Row(
            String name,
            String key,
            String value,
            int partitions,
            String retention,
            @JsonProperty("max-bytes") int maxBytes,
            @JsonProperty("written-by") String writtenBy,
            @JsonProperty("read-by") String readBy) {

        TopicSpec toSpec() {
            return new TopicSpec(name, key, value, partitions, kept(), maxBytes, writtenBy, readBy);
        }

        private Optional<Duration> kept() {
            return switch (retention) {
                case COMPACTED -> Optional.empty();
                case FOREVER -> Optional.of(TopicSpec.FOREVER);
                default -> Optional.of(Duration.parse(retention));
            };
        }
    }
}
