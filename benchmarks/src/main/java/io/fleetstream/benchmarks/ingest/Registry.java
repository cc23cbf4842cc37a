package io.fleetstream.benchmarks.ingest;

import io.fleetstream.benchmarks.kafka.Telemetry;
import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Registry rows of all devices of {@link Telemetry}, and their model, for the enrichment. */
public final class Registry {
    private static final String MODEL = "th-200";
    private static final double LOWEST = 0;
    private static final double HIGHEST = 100;
    private static final Instant WRITTEN = Instant.parse("2025-12-01T00:00:00Z");

    private final KafkaSettings settings;

    /** For one Kafka. */
    public Registry(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Writes one model and a row per device. */
    public void write() throws IOException {
        AvroTopicSerializer<DeviceModel> models =
                serializer(Topics.DEVICE_MODELS, DeviceModel.class, DeviceModel::getModel);
        AvroTopicSerializer<Device> devices =
                serializer(Topics.DEVICE_REGISTRY, Device.class, Device::getDeviceId);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                settings.bootstrapServers(),
                                // as in TopicFiller: the topics are new
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                                1),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Future<RecordMetadata> last = producer.send(models.serialize(model(), null, null));
            last.get();
            for (int i = 0; i < Telemetry.DEVICES; i++) {
                last = producer.send(devices.serialize(device(i), null, null));
            }
            producer.flush();
            last.get();
        } catch (ExecutionException e) {
            throw new IOException("the registry's rows cannot be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing the registry's rows", e);
        }
    }

    private <T extends SpecificRecord> AvroTopicSerializer<T> serializer(
            String topic, Class<T> type, AvroTopicSerializer.Key<T> key) {
        return new AvroTopicSerializer<>(topic, type, key, settings);
    }

    private static Device device(int number) {
        return Device.newBuilder()
                .setDeviceId(Telemetry.deviceId(number))
                .setOrg(Telemetry.ORGANISATION)
                .setSite(Telemetry.SITE)
                .setDeviceType(Telemetry.TYPE)
                .setModel(MODEL)
                .setTags(Map.of())
                .setStatus(DeviceStatus.ACTIVE)
                .setUpdatedAt(WRITTEN)
                .build();
    }

    private static DeviceModel model() {
        return DeviceModel.newBuilder()
                .setModel(MODEL)
                .setMetrics(
                        List.of(
                                metric("temperature", "Cel"),
                                metric("humidity", "%"),
                                metric("setpoint", "Cel"),
                                metric("valve", "%"),
                                metric("battery", "%")))
                .setUpdatedAt(WRITTEN)
                .build();
    }

    private static MetricSpec metric(String name, String unit) {
        return MetricSpec.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setMin(LOWEST)
                .setMax(HIGHEST)
                .build();
    }
}
