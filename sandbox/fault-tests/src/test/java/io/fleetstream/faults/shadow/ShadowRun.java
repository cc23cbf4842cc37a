package io.fleetstream.faults.shadow;

import io.fleetstream.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A number of requests by several writers to devices of its own, and what subscribers see of the
 * answers. Writers are at most {@value #WINDOW} requests ahead of the answers in Kafka, so that a
 * fault at any time meets a job at work.
 */
final class ShadowRun implements AutoCloseable {
    private static final int WINDOW = 3_000;
    private static final int WINDOW_BY_MQTT = 20_000;
    private static final int WRITERS = 4;
    private static final int UPDATES_PER_DEVICE = 250;

    private final String devices;
    private final int requests;
    private final AtomicLong updates = new AtomicLong();
    private final Violations violations = new Violations();
    private final Quota quota = new Quota(WINDOW, WINDOW_BY_MQTT);
    private final DownlinkBook book;
    private final DownlinkBook mqttBook;
    private KafkaSubscriber kafka;
    private MqttSubscriber mqtt;
    private Producer<byte[], byte[]> producer;
    private final List<Thread> writers = new ArrayList<>();

    private ShadowRun(String devices, int requests) {
        this.devices = devices;
        this.requests = requests;
        this.book = new DownlinkBook(devices, requests, violations, quota::answered);
        this.mqttBook = new DownlinkBook(devices, requests, violations, quota::answeredByMqtt);
    }

    static ShadowRun start(Sandbox sandbox, String devices, int requests, long seed)
            throws MqttException {
        ShadowRun run = new ShadowRun(devices, requests);
        String servers = sandbox.kafka().bootstrapServers();
        run.kafka = new KafkaSubscriber(servers, run.book::add, run.book::fail);
        run.mqtt =
                new MqttSubscriber(
                        sandbox.mqtt().url(), devices, run.mqttBook::add, run.book::fail);
        run.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        for (int i = 0; i < WRITERS; i++) {
            Thread writer =
                    new Thread(
                            new RequestWriter(seed + i, i % 2 == 1, run, run.producer),
                            "writer-" + i);
            writer.setDaemon(true);
            run.writers.add(writer);
            writer.start();
        }
        return run;
    }

    String devices() {
        return devices;
    }

    int deviceCount() {
        return Math.max(20, requests / UPDATES_PER_DEVICE);
    }

    int requests() {
        return requests;
    }

    Quota quota() {
        return quota;
    }

    AtomicLong updates() {
        return updates;
    }

    /** As seen in Kafka. */
    DownlinkBook book() {
        return book;
    }

    /** As seen by MQTT. */
    DownlinkBook mqttBook() {
        return mqttBook;
    }

    Violations violations() {
        return violations;
    }

    @Override
    public void close() throws MqttException {
        writers.forEach(Thread::interrupt);
        producer.close();
        mqtt.close();
        kafka.close();
    }
}
