package io.fleetstream.connectors.kafka;

import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes heartbeats to one topic of records, in the form {@link Heartbeats} knows them by. Their
 * value is null: readers that know nothing of heartbeats, such as Flink SQL, decode that to nothing
 * and go on, where an empty value would stop them.
 */
public final class HeartbeatSerializer
        implements KafkaRecordSerializationSchema<Heartbeat>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;
    private static final byte[] PRESENT = {'1'};

    private final String topic;

    /** Writes to the given topic. */
    public HeartbeatSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Heartbeat heartbeat, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, heartbeat.partition(), null, null);
        record.headers().add(RecordHeaders.HEARTBEAT, PRESENT);
        record.headers()
                .add(
                        RecordHeaders.RECEIVED_AT,
                        Long.toString(heartbeat.receivedAtMicros())
                                .getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    /** Names the topic; the sink asks for it to find the transactions an earlier attempt left. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
