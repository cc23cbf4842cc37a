package io.fleetstream.e2e.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import io.fleetstream.cli.alarm.AlarmDesk;
import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.schemas.AlarmRule;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Plays casts: their rules and orders into Kafka, their readings by MQTT over the trusted route,
 * with the arrival they are to have. Hears what devices are told.
 */
public final class AlarmStage implements AutoCloseable {
    private static final String ALERTS = "acme/stage/vector/+/alert";

    private final Cluster cluster;
    private final Mqtt5BlockingClient client;
    private final Map<String, List<String>> alerts = new ConcurrentHashMap<>();

    /** Connects. */
    public AlarmStage(Cluster cluster, String mqttUrl) {
        this.cluster = cluster;
        URI broker = URI.create(mqttUrl);
        client =
                Mqtt5Client.builder()
                        .identifier("alarms-" + UUID.randomUUID())
                        .serverHost(broker.getHost())
                        .serverPort(broker.getPort())
                        .buildBlocking();
        client.connect();
        client.toAsync().publishes(MqttGlobalPublishFilter.ALL, this::hear);
        client.subscribeWith().topicFilter(ALERTS).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    /** Writes the rules, then what is asked; returns when Kafka has all of it. */
    public void prepare(Collection<Cast> casts) throws IOException {
        Map<String, String> rules = new LinkedHashMap<>();
        casts.forEach(cast -> rules.putAll(cast.rules()));
        apply(rules);
        new AlarmDesk(cluster)
                .send(casts.stream().flatMap(cast -> cast.orders().stream()).toList());
    }

    /** Writes rules by their names, as version 1 of each. */
    public void apply(Map<String, String> rules) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (Map.Entry<String, String> rule : rules.entrySet()) {
                AlarmRule row =
                        AlarmRule.newBuilder()
                                .setRuleId(rule.getKey())
                                .setVersion(1)
                                .setDefinition(rule.getValue())
                                .setUpdatedAt(now)
                                .build();
                writer.send(Topics.ALARM_RULES, rule.getKey(), row);
            }
            writer.flush();
        }
    }

    /**
     * Publishes readings of all casts in the order of their arrival; returns when the broker has
     * them.
     *
     * @param from those that arrive so long after the beginning of their cast, or later
     * @param to and before that
     */
    public void play(Collection<Cast> casts, Duration from, Duration to, Random random) {
        List<CompletableFuture<Mqtt5PublishResult>> sent = new ArrayList<>();
        casts.stream()
                .flatMap(
                        cast ->
                                cast.messages(random).stream()
                                        .filter(
                                                message ->
                                                        !message.arrival()
                                                                        .isBefore(
                                                                                cast.begin()
                                                                                        .plus(from))
                                                                && message.arrival()
                                                                        .isBefore(
                                                                                cast.begin()
                                                                                        .plus(to))))
                .sorted(Comparator.comparing(Cast.Message::arrival))
                .forEach(message -> sent.add(publish(message)));
        sent.forEach(CompletableFuture::join);
    }

    /** Takes the rules away again. */
    public void leave(Collection<Cast> casts) throws IOException {
        delete(casts.stream().flatMap(cast -> cast.rules().keySet().stream()).toList());
    }

    /** Takes rules away by their names. */
    public void delete(Collection<String> rules) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (String rule : rules) {
                writer.delete(Topics.ALARM_RULES, rule);
            }
            writer.flush();
        }
    }

    /** Publishes messages as devices do, payloads by topic; returns when the broker has them. */
    public void publish(Map<String, String> payloads) {
        List<CompletableFuture<Mqtt5PublishResult>> sent = new ArrayList<>();
        payloads.forEach(
                (topic, payload) ->
                        sent.add(
                                client.toAsync()
                                        .publishWith()
                                        .topic(topic)
                                        .qos(MqttQos.AT_LEAST_ONCE)
                                        .payload(payload.getBytes(UTF_8))
                                        .send()));
        sent.forEach(CompletableFuture::join);
    }

    /** What the device was told by MQTT, as JSON. */
    public List<String> alerts(String device) {
        return alerts.getOrDefault(device, List.of());
    }

    @Override
    public void close() {
        if (client.getState() == MqttClientState.CONNECTED) {
            client.disconnect();
        }
    }

    private CompletableFuture<Mqtt5PublishResult> publish(Cast.Message message) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, message.arrival());
        return client.toAsync()
                .publishWith()
                .topic(message.topic())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(message.payload().getBytes(UTF_8))
                .userProperties()
                .add(RecordHeaders.RECEIVED_AT, Long.toString(micros))
                .applyUserProperties()
                .send();
    }

    private void hear(Mqtt5Publish message) {
        String device = message.getTopic().getLevels().get(3);
        alerts.computeIfAbsent(device, id -> new CopyOnWriteArrayList<>())
                .add(new String(message.getPayloadAsBytes(), UTF_8));
    }
}
