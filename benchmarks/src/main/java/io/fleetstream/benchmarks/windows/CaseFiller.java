package io.fleetstream.benchmarks.windows;

import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.Reading;
import java.io.IOException;
import java.util.Map;

/** Fills the topic of a case as ingest would. */
final class CaseFiller {
    private CaseFiller() {}

    static void fill(KafkaSettings kafka, WindowCase which, long records) throws IOException {
        SchemaGuard.register(kafka, Map.of(which.topic(), Reading.getClassSchema()));
        TopicFiller filler = new TopicFiller(kafka.bootstrapServers());
        filler.create(which.topic());
        AvroTopicSerializer<Reading> serializer =
                new AvroTopicSerializer<>(
                        which.topic(), Reading.class, Reading::getDeviceId, kafka);
        CaseReadings readings = new CaseReadings(which);
        filler.fill(
                which.topic(), records, () -> serializer.serialize(readings.next(), null, null));
    }
}
