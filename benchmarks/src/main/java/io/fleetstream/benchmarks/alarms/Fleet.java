package io.fleetstream.benchmarks.alarms;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.AlarmRule;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Devices that are too hot at every other reading, and told so. A value is the number of its
 * reading, above the limit or below zero, and comes back with the alert.
 */
final class Fleet {
    static final int DEVICES = 500;
    static final String ALERTS = "acme/hall-1/motor/+/alert";

    private static final int HOT = 1_000_000;
    private static final String RULE =
            "{rule: too-hot, metric: temperature, notify-device: true,"
                    + " levels: [{severity: major, above: 500000}]}";

    private Fleet() {}

    static String topic(int device) {
        return "acme/hall-1/motor/" + id(device) + "/reading";
    }

    /** Of a reading that raises or clears an alarm: its device changes each time it sends. */
    static double value(int number) {
        return number / DEVICES % 2 == 0 ? HOT + number : -1.0 - number;
    }

    /** The number of the reading that an alert is about. */
    static int number(double value) {
        return (int) (value < 0 ? -1 - value : value - HOT);
    }

    /** Registers the devices and gives the rule. */
    static void register(KafkaSettings kafka) throws IOException {
        send(
                kafka,
                Topics.DEVICE_REGISTRY,
                Device.class,
                Device::getDeviceId,
                IntStream.range(0, DEVICES).mapToObj(Fleet::device).toList());
        send(
                kafka,
                Topics.ALARM_RULES,
                AlarmRule.class,
                AlarmRule::getRuleId,
                List.of(
                        AlarmRule.newBuilder()
                                .setRuleId("too-hot")
                                .setVersion(1)
                                .setDefinition(RULE)
                                .setUpdatedAt(Instant.EPOCH)
                                .build()));
    }

    private static String id(int device) {
        return "motor-%04d".formatted(device);
    }

    private static Device device(int number) {
        return Device.newBuilder()
                .setDeviceId(id(number))
                .setOrg("acme")
                .setSite("hall-1")
                .setDeviceType("motor")
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    private static <T extends SpecificRecordBase> void send(
            KafkaSettings kafka,
            String topic,
            Class<T> type,
            AvroTopicSerializer.Key<T> key,
            List<T> records)
            throws IOException {
        SchemaGuard.register(kafka, Map.of(topic, records.get(0).getSchema()));
        AvroTopicSerializer<T> serializer = new AvroTopicSerializer<>(topic, type, key, kafka);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (T record : records) {
                sent.add(producer.send(serializer.serialize(record, null, null)));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot write to " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing to " + topic, e);
        }
    }
}
