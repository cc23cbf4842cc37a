package io.fleetstream.benchmarks.pipeline;

import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.AlarmRule;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rules that a drain runs under: always one about a limit that nobody reaches, so that every
 * reading is judged; and one for each detector. Detectors have limits that nearly every device
 * reaches once, and then an hour without alerts: who looks at the alarms sees that they were there.
 *
 * @param name of the variant
 * @param detectors as rules have them
 */
record RuleSet(String name, List<String> detectors) {
    private static final String EWMA = "kind: ewma, limit: 1.6";
    private static final String ROBUST = "kind: robust-z, limit: 1.2";
    private static final String CUSUM = "kind: cusum, limit: 5";

    static final RuleSet WITHOUT = new RuleSet("without", List.of());

    /** The same as without, again: what two drains differ by that do the same. */
    static final RuleSet AGAIN = new RuleSet("without-again", List.of());

    static final RuleSet ALL = new RuleSet("all-three", List.of(EWMA, ROBUST, CUSUM));

    private static final List<RuleSet> SETS =
            List.of(
                    WITHOUT,
                    new RuleSet("ewma", List.of(EWMA)),
                    new RuleSet("robust-z", List.of(ROBUST)),
                    AGAIN,
                    new RuleSet("cusum", List.of(CUSUM)),
                    ALL);

    private static final String LIMIT = "{rule: hot, metric: temperature, levels: [{above: 1000}]}";
    private static final String DETECTED =
            "{rule: odd-%d, metric: temperature, detector: {%s, cool-down: PT1H},"
                    + " levels: [{severity: minor}]}";

    /** In the order in which they drain. */
    static List<RuleSet> all() {
        return SETS;
    }

    /** Topic that the rules stand in. */
    String topic() {
        return "bench.rules." + name;
    }

    /** Creates the topic and writes the rules. */
    void write(KafkaSettings kafka) throws IOException {
        SchemaGuard.register(kafka, Map.of(Topics.ALARM_RULES, AlarmRule.getClassSchema()));
        AvroTopicSerializer<AlarmRule> serializer =
                new AvroTopicSerializer<>(
                        Topics.ALARM_RULES, AlarmRule.class, AlarmRule::getRuleId, kafka);
        TopicFiller filler = new TopicFiller(kafka.bootstrapServers());
        filler.create(topic());
        Iterator<AlarmRule> rules = rules().iterator();
        filler.fill(
                topic(),
                detectors.size() + 1,
                () -> {
                    ProducerRecord<byte[], byte[]> record =
                            serializer.serialize(rules.next(), null, null);
                    return new ProducerRecord<>(topic(), record.key(), record.value());
                });
    }

    private List<AlarmRule> rules() {
        return Stream.concat(
                        Stream.of(rule("hot", LIMIT)),
                        Stream.iterate(0, index -> index < detectors.size(), index -> index + 1)
                                .map(
                                        index ->
                                                rule(
                                                        "odd-" + index,
                                                        DETECTED.formatted(
                                                                index, detectors.get(index)))))
                .toList();
    }

    private static AlarmRule rule(String id, String definition) {
        return AlarmRule.newBuilder()
                .setRuleId(id)
                .setVersion(1)
                .setDefinition(definition)
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }
}
