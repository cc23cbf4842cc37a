package io.fleetstream.benchmarks.rollout;

import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutDecision;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** People who run rollouts, and the bridge's heartbeats. */
final class RolloutDesk implements AutoCloseable {
    private static final String REGISTRY_GROUP = "fleet-rollout-" + Topics.DEVICE_REGISTRY;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long HEARTBEAT_MILLIS = 200;

    // Magic byte and number of the schema.
    private static final int HEAD = 5;

    private final KafkaSettings kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroTopicSerializer<RolloutControl> control;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

    RolloutDesk(KafkaSettings kafka, int partitions) throws IOException {
        this.kafka = kafka;
        SchemaGuard.register(
                kafka, Map.of(Topics.ROLLOUT_CONTROL, RolloutControl.getClassSchema()));
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        control =
                new AvroTopicSerializer<>(
                        Topics.ROLLOUT_CONTROL,
                        RolloutControl.class,
                        RolloutControl::getRolloutId,
                        kafka);
        var unused =
                heart.scheduleAtFixedRate(
                        () -> beat(partitions), 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Puts a fleet into the registry. */
    static void register(KafkaSettings kafka, long devices) throws IOException {
        SchemaGuard.register(kafka, Map.of(Topics.DEVICE_REGISTRY, Device.getClassSchema()));
        AvroTopicSerializer<Device> serializer =
                new AvroTopicSerializer<>(
                        Topics.DEVICE_REGISTRY, Device.class, Device::getDeviceId, kafka);
        var numbers = LongStream.range(0, devices).iterator();
        new TopicFiller(kafka.bootstrapServers())
                .fill(
                        Topics.DEVICE_REGISTRY,
                        devices,
                        () -> serializer.serialize(device(numbers.nextLong()), null, null));
    }

    private static Device device(long number) {
        return Device.newBuilder()
                .setDeviceId(JobRecords.device(number))
                .setOrg("acme")
                .setSite("plant-" + number % 100)
                .setDeviceType("pump")
                .setModel("m-100")
                .setHardware("r2")
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    /** Waits until the job has read the registry, and a checkpoint says so. */
    void awaitRegistry(long devices, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            while (read(admin) < devices) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the job has not read the registry");
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not say what was read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the job reads the registry", e);
        }
    }

    private static long read(Admin admin) throws ExecutionException, InterruptedException {
        return admin
                .listConsumerGroupOffsets(REGISTRY_GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .filter(offset -> offset != null)
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    /** Defines a rollout that releases everybody at once, and starts it. */
    void begin(String id, long devices) throws IOException {
        say(
                row(id, RolloutControlKind.DEFINE)
                        .setDefinition(
                                """
                                rollout: %s
                                devices: model=m-100
                                document: {operation: update, version: 2.4.1}
                                budget: %d
                                stages: [{percent: 100}]
                                """
                                        .formatted(id, devices))
                        .build());
        command(id, RolloutCommand.START);
    }

    /**
     * Says something.
     *
     * @return when it was written, epoch milliseconds
     */
    long command(String id, RolloutCommand command) throws IOException {
        return say(row(id, RolloutControlKind.COMMAND).setCommand(command).build());
    }

    /**
     * Waits for a decision.
     *
     * @return when it was written, epoch milliseconds
     */
    long awaitDecision(String id, RolloutDecision decision, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        SpecificDatumReader<RolloutControl> reader =
                new SpecificDatumReader<>(RolloutControl.getClassSchema());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> log = List.of(new TopicPartition(Topics.ROLLOUT_CONTROL, 0));
            consumer.assign(log);
            consumer.seekToBeginning(log);
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    byte[] value = record.value();
                    RolloutControl row =
                            reader.read(
                                    null,
                                    DecoderFactory.get()
                                            .binaryDecoder(value, HEAD, value.length - HEAD, null));
                    if (row.getRolloutId().equals(id) && row.getDecision() == decision) {
                        return record.timestamp();
                    }
                }
            }
        }
        throw new IOException("nobody decided " + decision + " about the rollout " + id);
    }

    private static RolloutControl.Builder row(String id, RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId(id)
                .setKind(kind)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setActor("bench");
    }

    private long say(RolloutControl row) throws IOException {
        try {
            return producer.send(control.serialize(row, null, null)).get().timestamp();
        } catch (ExecutionException e) {
            throw new IOException("cannot write to " + Topics.ROLLOUT_CONTROL, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        }
    }

    private void beat(int partitions) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        for (int partition = 0; partition < partitions; partition++) {
            ProducerRecord<byte[], byte[]> beat =
                    new ProducerRecord<>(Topics.JOBS_REQUESTS, partition, null, new byte[0]);
            beat.headers().add(RecordHeaders.HEARTBEAT, new byte[0]);
            beat.headers()
                    .add(
                            RecordHeaders.RECEIVED_AT,
                            Long.toString(now).getBytes(StandardCharsets.UTF_8));
            // One that is lost is followed by another.
            var unused = producer.send(beat);
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        producer.close();
    }
}
