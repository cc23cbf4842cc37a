package io.fleetstream.faults.shadow;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One of several writers of a run: a seeded mixture of requests, no faster than they are answered.
 */
final class RequestWriter implements Runnable {
    private static final List<String> NAMES = List.of("", "config", "led");
    private static final String[] KEYS = {"a", "b", "c", "led", "mode"};
    private static final String[] VALUES = {"1", "2", "\"on\"", "\"off\"", "true", "0.5", "null"};

    private final Random random;
    private final boolean operator;
    private final String devices;
    private final int deviceCount;
    private final AtomicLong updates;
    private final Quota quota;
    private final Consumer<RuntimeException> failures;
    private final ToLongFunction<String> seenVersion;
    private final Producer<byte[], byte[]> producer;

    RequestWriter(long seed, boolean operator, ShadowRun run, Producer<byte[], byte[]> producer) {
        this.random = new Random(seed);
        this.operator = operator;
        this.devices = run.devices();
        this.deviceCount = run.deviceCount();
        this.updates = run.updates();
        this.seenVersion = run.book()::version;
        this.quota = run.quota();
        this.failures = run.book()::fail;
        this.producer = producer;
    }

    @Override
    public void run() {
        try {
            while (true) {
                var unused = producer.send(request(quota.take()), this::check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(RecordMetadata written, Exception failure) {
        if (failure != null) {
            failures.accept(new IllegalStateException("a request was not written", failure));
        }
    }

    private ProducerRecord<byte[], byte[]> request(int number) {
        String device = devices + random.nextInt(deviceCount);
        ShadowAddress shadow = new ShadowAddress(device, NAMES.get(random.nextInt(3)), "");
        int draw = random.nextInt(1000);
        String operation = draw < 15 ? "delete" : draw < 50 ? "get" : "update";
        String payload =
                operation.equals("update")
                        ? update(number, shadow)
                        : "{\"clientToken\":\"n" + number + "\"}";
        ProducerRecord<byte[], byte[]> request =
                new ProducerRecord<>(Topics.SHADOW_REQUESTS, utf8(device), utf8(payload));
        request.headers().add(RecordHeaders.MQTT_TOPIC, utf8(shadow.prefix() + operation));
        request.headers().add(RecordHeaders.RECEIVED_AT, utf8(Long.toString(micros())));
        if (operator) {
            request.headers().add(RecordHeaders.WRITER, utf8("operator"));
        }
        return request;
    }

    private String update(int number, ShadowAddress shadow) {
        updates.incrementAndGet();
        StringBuilder text = new StringBuilder("{\"clientToken\":\"n").append(number).append('"');
        if (random.nextInt(5) == 0) {
            // what this writer saw last may be right, old, or simply wrong
            long version = seenVersion.applyAsLong(shadow.key()) + random.nextInt(3) - 1;
            text.append(",\"version\":").append(version);
        }
        text.append(",\"state\":{");
        boolean both = random.nextInt(10) == 0;
        if (operator || both) {
            text.append("\"desired\":").append(section());
        }
        if (!operator || both) {
            text.append(both ? "," : "").append("\"reported\":").append(section());
        }
        return text.append("}}").toString();
    }

    private String section() {
        if (random.nextInt(40) == 0) {
            return "null";
        }
        StringBuilder text = new StringBuilder("{");
        int from = random.nextInt(KEYS.length);
        int members = 1 + random.nextInt(3);
        for (int i = 0; i < members; i++) {
            String key = KEYS[(from + i) % KEYS.length];
            text.append(i == 0 ? "\"" : ",\"").append(key).append("\":").append(value());
        }
        return text.append('}').toString();
    }

    private String value() {
        return random.nextInt(6) == 0
                ? "{\"x\":" + random.nextInt(9) + ",\"y\":[1,2]}"
                : VALUES[random.nextInt(VALUES.length)];
    }

    private static long micros() {
        return System.currentTimeMillis() * 1000;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
