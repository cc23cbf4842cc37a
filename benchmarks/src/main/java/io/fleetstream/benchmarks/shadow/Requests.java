package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.MeteredSource;
import io.fleetstream.connectors.kafka.BurstSource;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.kafka.KafkaSources;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The source of our job and of the floor: the same, up to its end. */
final class Requests {
    private Requests() {}

    static Source<KafkaRecord, ?, ?> source(Request request, String group) {
        return new MeteredSource<>(
                new BurstSource<>(
                        KafkaSources.builder(settings(request), group, request.text(Request.TOPIC))
                                .setStartingOffsets(OffsetsInitializer.earliest())
                                .setBounded(OffsetsInitializer.latest())
                                .build(),
                        KafkaRecordTypeInfo.INSTANCE),
                KafkaRecordTypeInfo.INSTANCE);
    }

    static KafkaSettings settings(Request request) {
        return new KafkaSettings(
                request.text(Request.BOOTSTRAP_SERVERS),
                request.text(Request.SCHEMA_REGISTRY),
                Map.of());
    }
}
