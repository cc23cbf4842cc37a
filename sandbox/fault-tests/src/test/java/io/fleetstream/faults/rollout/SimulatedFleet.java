package io.fleetstream.faults.rollout;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Devices, the bridge's heartbeats and people, in one thread: devices answer at once, twice, late
 * or never, well or badly; people pause, resume and abort by the scripts.
 */
final class SimulatedFleet implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long HEARTBEAT_MILLIS = 500;
    private static final long RESUME_MILLIS = 8_000;
    private static final int SOON_MILLIS = 1_500;
    private static final int LATE_MILLIS = 10_000;

    private final RolloutBook book;
    private final Random random;
    private final AvroCodec codec;
    private final AvroTopicWriter writer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;
    private final List<Plan> plans = new CopyOnWriteArrayList<>();
    private final PriorityQueue<Answer> due =
            new PriorityQueue<>(Comparator.comparingLong(Answer::at));
    private final Set<Plan> paused = new HashSet<>();
    private final Map<Plan, Long> resumeAt = new java.util.HashMap<>();
    private final Thread thread = new Thread(this::live, "simulated-fleet");
    private volatile boolean closed;
    private long heartbeatAt;

    /**
     * What a device will say.
     *
     * @param at when, by the clock of the machine
     * @param first whether that is the first time that it says how it went
     */
    private record Answer(long at, Plan plan, String device, String status, boolean first) {}

    SimulatedFleet(Cluster cluster, int partitions, RolloutBook book, long seed) {
        this.book = book;
        this.partitions = partitions;
        this.random = new Random(seed);
        codec = new AvroCodec(cluster.registryUrl());
        writer = new AvroTopicWriter(cluster);
        producer =
                new KafkaProducer<>(
                        cluster.client(Map.of("acks", "all", "linger.ms", 5)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        cluster.client(Map.of("max.poll.records", 5_000)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> read = new ArrayList<>();
        for (String topic : List.of(Topics.ROLLOUT_EXECUTIONS, Topics.ROLLOUT_STATES)) {
            consumer.partitionsFor(topic)
                    .forEach(each -> read.add(new TopicPartition(topic, each.partition())));
        }
        consumer.assign(read);
        consumer.seekToBeginning(read);
        thread.setDaemon(true);
        thread.start();
    }

    /** Puts the devices of rollouts into the registry. */
    static void register(Cluster cluster, List<Plan> plans) throws IOException {
        try (AvroTopicWriter registry = new AvroTopicWriter(cluster)) {
            for (Plan plan : plans) {
                for (String device : plan.devices()) {
                    registry.send(
                            Topics.DEVICE_REGISTRY,
                            device,
                            Device.newBuilder()
                                    .setDeviceId(device)
                                    .setOrg("acme")
                                    .setSite(plan.site())
                                    .setDeviceType("pump")
                                    .setModel("m-1")
                                    .setUpdatedAt(Instant.EPOCH)
                                    .build());
                }
            }
            registry.flush();
        }
    }

    /** Somebody defines a rollout, and starts it. */
    void begin(Plan plan) throws IOException {
        book.plan(plan);
        RolloutControl.Builder define = row(plan, RolloutControlKind.DEFINE);
        say(define.setDefinition(plan.definition()).build());
        command(plan, RolloutCommand.START);
        plans.add(plan);
    }

    private void live() {
        try {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    read(record);
                }
                long now = System.currentTimeMillis();
                answer(now);
                beat(now);
                for (Plan plan : plans) {
                    intervene(plan, now);
                }
            }
        } catch (IOException | RuntimeException e) {
            book.violation("the simulation broke: " + e);
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.topic().equals(Topics.ROLLOUT_STATES)) {
            book.read(codec.decode(record.value(), RolloutState.class));
            return;
        }
        JobExecution execution = codec.decode(record.value(), JobExecution.class);
        Plan plan = book.read(execution);
        if (plan != null) {
            expect(plan, execution.getDeviceId());
        }
    }

    /** Decides what a device that was told will say. */
    private void expect(Plan plan, String device) {
        long now = System.currentTimeMillis();
        long soon = now + random.nextInt(SOON_MILLIS);
        int number = plan.devices().indexOf(device);
        if (plan.script() == Script.BAD) {
            due.add(new Answer(soon, plan, device, "FAILED", true));
        } else if (number == 3) {
            // begins, and is never heard of again
            due.add(new Answer(soon, plan, device, "IN_PROGRESS", false));
        } else if (number == 7 || number == 11) {
            due.add(new Answer(soon, plan, device, "FAILED", true));
        } else {
            int dice = random.nextInt(10);
            long at = dice == 0 ? soon + random.nextInt(LATE_MILLIS) : soon;
            if (dice < 4) {
                due.add(new Answer(at, plan, device, "IN_PROGRESS", false));
                at += random.nextInt(SOON_MILLIS);
            }
            due.add(new Answer(at + 1, plan, device, "SUCCEEDED", true));
            if (dice == 9) {
                due.add(
                        new Answer(
                                at + 1 + random.nextInt(SOON_MILLIS),
                                plan,
                                device,
                                random.nextBoolean() ? "SUCCEEDED" : "FAILED",
                                false));
            }
        }
    }

    private void answer(long now) {
        while (!due.isEmpty() && due.peek().at() <= now) {
            Answer answer = due.poll();
            if (answer.first()) {
                book.answers(answer.plan(), answer.status().equals("SUCCEEDED"));
            }
            append(
                    null,
                    answer.device(),
                    "{\"status\":\"" + answer.status() + "\"}",
                    RecordHeaders.MQTT_TOPIC,
                    "$aws/things/%s/jobs/%s/update".formatted(answer.device(), answer.plan().id()));
        }
    }

    private void beat(long now) {
        if (now < heartbeatAt) {
            return;
        }
        heartbeatAt = now + HEARTBEAT_MILLIS;
        for (int partition = 0; partition < partitions; partition++) {
            append(partition, null, "", RecordHeaders.HEARTBEAT, "");
        }
    }

    private void intervene(Plan plan, long now) throws IOException {
        Script script = plan.script();
        boolean stops =
                script == Script.RESUMED || script == Script.HELD || script == Script.ABORTED;
        if (stops && !paused.contains(plan) && book.told(plan) >= Plan.DEVICES / 3) {
            paused.add(plan);
            command(plan, script == Script.ABORTED ? RolloutCommand.ABORT : RolloutCommand.PAUSE);
        }
        if (script == Script.RESUMED && book.status(plan) == RolloutStatusKind.PAUSED) {
            // again, where its budget has paused it meanwhile
            long at = resumeAt.computeIfAbsent(plan, known -> now + RESUME_MILLIS);
            if (now >= at) {
                command(plan, RolloutCommand.RESUME);
                resumeAt.put(plan, now + RESUME_MILLIS);
            }
        }
    }

    private void command(Plan plan, RolloutCommand command) throws IOException {
        say(row(plan, RolloutControlKind.COMMAND).setCommand(command).build());
    }

    private static RolloutControl.Builder row(Plan plan, RolloutControlKind kind) {
        return RolloutControl.newBuilder()
                .setRolloutId(plan.id())
                .setKind(kind)
                .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setActor("ann");
    }

    private synchronized void say(RolloutControl row) throws IOException {
        writer.send(Topics.ROLLOUT_CONTROL, row.getRolloutId(), row);
        writer.flush();
    }

    private void append(Integer partition, String key, String value, String header, String text) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.JOBS_REQUESTS,
                        partition,
                        key == null ? null : bytes(key),
                        bytes(value));
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        record.headers().add(header, bytes(text));
        record.headers().add(RecordHeaders.RECEIVED_AT, bytes(Long.toString(micros)));
        var unused =
                producer.send(
                        record,
                        (sent, failure) -> {
                            if (failure != null) {
                                book.violation("the simulation broke: " + failure);
                            }
                        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        producer.close();
        writer.close();
        codec.close();
    }
}
