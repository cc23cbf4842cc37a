package io.fleetstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicCatalogueTest {

    static List<TopicSpec> topics() {
        return TopicCatalogue.all();
    }

    @Test
    void hasExactlyTheTopicsThatHaveANameInTheCode() throws IllegalAccessException {
        List<String> named = new ArrayList<>();
        for (Field field : Topics.class.getFields()) {
            named.add((String) field.get(null));
        }

        assertThat(topics()).extracting(TopicSpec::name).containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void namesAnExistingRecordOrBytesAsValue(TopicSpec topic) throws ClassNotFoundException {
        if (!topic.value().equals("bytes")) {
            Class<?> record = Class.forName("io.fleetstream.schemas." + topic.value());
            assertThat(record).isAssignableTo(SpecificRecord.class);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void isNamedDomainDotEntity(TopicSpec topic) {
        assertThat(topic.name()).matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)?");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void keepsTelemetryAWeekAndRequestsAMonth(TopicSpec topic) {
        if (topic.keptForever()) {
            assertThat(topic.name()).isEqualTo(Topics.ROLLOUT_CONTROL);
            assertThat(topic.partitions()).isEqualTo(1);
            assertThat(topic.kafkaSettings())
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "-1");
        } else if (!topic.compacted()) {
            assertThat(topic.retention().orElseThrow())
                    .isIn(Duration.ofDays(7), Duration.ofDays(30));
            assertThat(topic.kafkaSettings())
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "" + topic.retention().orElseThrow().toMillis());
        } else {
            assertThat(topic.kafkaSettings())
                    .containsEntry("cleanup.policy", "compact")
                    .doesNotContainKey("retention.ms");
        }
    }

    /** A dead letter holds the whole refused record, and must fit where the record did. */
    @Test
    void deadLettersMayBeLargerThanWhatTheyHold() {
        assertThat(TopicCatalogue.of(Topics.TELEMETRY_DEAD_LETTERS).maxBytes())
                .isGreaterThan(TopicCatalogue.of(Topics.TELEMETRY_RAW).maxBytes());
    }

    @Test
    void refusesATopicItDoesNotHave() {
        assertThatThrownBy(() -> TopicCatalogue.of("telemetry.rwa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("telemetry.rwa");
    }
}
