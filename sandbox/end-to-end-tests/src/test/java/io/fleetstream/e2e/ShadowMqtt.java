package io.fleetstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** Speaks to shadows as devices do, by MQTT, and keeps what they answer, in its order. */
final class ShadowMqtt implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Mqtt5BlockingClient client;
    private final Map<String, List<Message>> received = new ConcurrentHashMap<>();

    /** Listens to all things; what is published to the topics of requests is not kept. */
    ShadowMqtt(String url) {
        URI broker = URI.create(url);
        client =
                Mqtt5Client.builder()
                        .identifier("shadows-" + UUID.randomUUID())
                        .serverHost(broker.getHost())
                        .serverPort(broker.getPort())
                        .buildBlocking();
        client.connect();
        client.toAsync().publishes(MqttGlobalPublishFilter.ALL, this::keep);
        client.subscribeWith()
                .topicFilter("$aws/things/+/shadow/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
    }

    /** A name no other thing has. */
    static String thing(String base) {
        return base + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Publishes a request; returns once the broker has it. */
    void send(String topic, byte[] payload) {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
    }

    void send(String topic, String payload) {
        send(topic, payload.getBytes(UTF_8));
    }

    /**
     * Publishes many requests without waiting for one before the next; returns once all are out.
     */
    void sendAtOnce(String topic, int count, IntFunction<String> payloads) {
        List<CompletableFuture<Mqtt5PublishResult>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(
                    client.toAsync()
                            .publishWith()
                            .topic(topic)
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .payload(payloads.apply(i).getBytes(UTF_8))
                            .send());
        }
        sent.forEach(CompletableFuture::join);
    }

    /**
     * Everything sent to the thing since the last call. A request for another shadow of the thing
     * follows the others: they share its order, so when that is answered nothing is missing.
     */
    List<Message> answers(String thing) {
        return upTo(thing, mark(thing));
    }

    /** Sends the request that follows the others. */
    String mark(String thing) {
        String token = UUID.randomUUID().toString();
        send(marker(thing), "{\"clientToken\":\"" + token + "\"}");
        return token;
    }

    /** Waits for the answer to {@link #mark}, and takes what came before it. */
    List<Message> upTo(String thing, String token) {
        List<Message> all = received.computeIfAbsent(thing, any -> new ArrayList<>());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> indexOf(all, token) >= 0);
        synchronized (all) {
            int marked = indexOf(all, token);
            List<Message> before = new ArrayList<>(all.subList(0, marked));
            all.subList(0, marked + 1).clear();
            return before;
        }
    }

    /** Sends one request and takes its only answer. */
    Message ask(String topic, byte[] payload) {
        String thing = topic.split("/", -1)[2];
        send(topic, payload);
        List<Message> answers =
                answers(thing).stream().filter(message -> message.isAnswerTo(topic)).toList();
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    Message ask(String topic, String payload) {
        return ask(topic, payload.getBytes(UTF_8));
    }

    @Override
    public void close() {
        client.disconnect();
    }

    private static String marker(String thing) {
        return "$aws/things/" + thing + "/shadow/name/marker/get";
    }

    private static int indexOf(List<Message> all, String token) {
        synchronized (all) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).topic().endsWith("/name/marker/get/rejected")
                        && all.get(i).payload().path("clientToken").asText().equals(token)) {
                    return i;
                }
            }
            return -1;
        }
    }

    private void keep(Mqtt5Publish publish) {
        String topic = publish.getTopic().toString();
        if (topic.endsWith("/get") || topic.endsWith("/update") || topic.endsWith("/delete")) {
            return;
        }
        List<Message> all =
                received.computeIfAbsent(topic.split("/", -1)[2], any -> new ArrayList<>());
        try {
            Message message = new Message(topic, JSON.readTree(publish.getPayloadAsBytes()));
            synchronized (all) {
                all.add(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(topic, e);
        }
    }

    /** A message to a thing. */
    record Message(String topic, JsonNode payload) {
        boolean isAnswerTo(String request) {
            return topic.equals(request + "/accepted") || topic.equals(request + "/rejected");
        }

        boolean accepted() {
            return topic.endsWith("/accepted");
        }

        String refusal() {
            return payload.path("code").asInt() + " " + payload.path("message").asText();
        }
    }
}
