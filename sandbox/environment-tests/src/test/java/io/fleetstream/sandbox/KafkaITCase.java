package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.junit.SandboxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaITCase {
    @RegisterExtension static final SandboxExtension SANDBOX = SandboxExtension.with(Service.KAFKA);

    @Test
    void showsOnlyCommittedTransactions() throws Exception {
        create("transactions");
        try (KafkaProducer<String, String> producer = producer("tx-1")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "d1", "dropped")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "d1", "kept")).get();
            producer.commitTransaction();
        }
        assertThat(read("transactions", 1)).containsExactly("kept");
    }

    @Test
    void keepsPortAndRecordsThroughStopAndKill() throws Exception {
        create("durable");
        String servers = SANDBOX.kafka().bootstrapServers();
        send("durable", "one");
        SANDBOX.kafka().restart();
        send("durable", "two");
        SANDBOX.kafka().kill();
        assertThat(SANDBOX.kafka().isRunning()).isFalse();
        SANDBOX.kafka().start();
        assertThat(SANDBOX.kafka().bootstrapServers()).isEqualTo(servers);
        assertThat(read("durable", 2)).containsExactly("one", "two");
    }

    @Test
    void takesRecordsOfTenMegabytes() throws Exception {
        String large = "x".repeat(10 * 1024 * 1024);
        create("large");
        send("large", large);
        assertThat(read("large", 1)).singleElement().isEqualTo(large);
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(String topic, String value) throws Exception {
        Map<String, Object> settings = new HashMap<>(client());
        settings.put("max.request.size", 11 * 1024 * 1024);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "d1", value)).get();
        }
    }

    private static KafkaProducer<String, String> producer(String transactionalId) {
        Map<String, Object> settings = new HashMap<>(client());
        settings.put("transactional.id", transactionalId);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(String topic, int count) {
        Map<String, Object> settings = new HashMap<>(client());
        settings.put("group.id", "reader-of-" + topic);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                for (ConsumerRecord<String, String> each :
                                        consumer.poll(Duration.ofMillis(500))) {
                                    values.add(each.value());
                                }
                                return values.size() >= count;
                            });
        }
        return values;
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", SANDBOX.kafka().bootstrapServers());
    }
}
