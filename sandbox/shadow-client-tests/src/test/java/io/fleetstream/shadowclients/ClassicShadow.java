package io.fleetstream.shadowclients;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.crt.mqtt.MqttClient;
import software.amazon.awssdk.crt.mqtt.MqttClientConnection;
import software.amazon.awssdk.crt.mqtt.MqttConnectionConfig;
import software.amazon.awssdk.crt.mqtt.QualityOfService;
import software.amazon.awssdk.iot.iotshadow.IotShadowClient;
import software.amazon.awssdk.iot.iotshadow.model.DeleteNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.DeleteNamedShadowSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.DeleteShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.DeleteShadowResponse;
import software.amazon.awssdk.iot.iotshadow.model.DeleteShadowSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.ErrorResponse;
import software.amazon.awssdk.iot.iotshadow.model.GetNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.GetNamedShadowSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.GetShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.GetShadowResponse;
import software.amazon.awssdk.iot.iotshadow.model.GetShadowSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.NamedShadowDeltaUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.NamedShadowUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.ShadowDeltaUpdatedEvent;
import software.amazon.awssdk.iot.iotshadow.model.ShadowDeltaUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.ShadowState;
import software.amazon.awssdk.iot.iotshadow.model.ShadowUpdatedEvent;
import software.amazon.awssdk.iot.iotshadow.model.ShadowUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateNamedShadowSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateShadowResponse;
import software.amazon.awssdk.iot.iotshadow.model.UpdateShadowSubscriptionRequest;

/** {@code IotShadowClient} on MQTT 3.1.1: answers come to subscriptions, told apart by token. */
final class ClassicShadow implements SdkShadow {
    private static final QualityOfService QOS = QualityOfService.AT_LEAST_ONCE;

    private final String thing;
    private final String name;
    private final MqttClient mqtt;
    private final MqttClientConnection connection;
    private final IotShadowClient client;
    private final Map<String, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();
    private final List<Delta> deltas = new CopyOnWriteArrayList<>();
    private final List<Integer> documents = new CopyOnWriteArrayList<>();

    /**
     * Connects and listens.
     *
     * @param name of the shadow; null for the classic one
     */
    ClassicShadow(Crt crt, String thing, String name) {
        this.thing = thing;
        this.name = name;
        mqtt = new MqttClient(crt.bootstrap());
        try (MqttConnectionConfig config = new MqttConnectionConfig()) {
            config.setMqttClient(mqtt);
            config.setClientId("classic-" + thing + "-" + name);
            config.setEndpoint(crt.host());
            config.setPort(crt.port());
            config.setCleanSession(true);
            config.setKeepAliveSecs(60);
            connection = new MqttClientConnection(config);
        }
        join(connection.connect());
        client = new IotShadowClient(connection);
        List<CompletableFuture<Integer>> subscribed =
                name == null ? subscribeClassic() : subscribeNamed();
        subscribed.forEach(ClassicShadow::join);
    }

    @Override
    public CompletableFuture<State> get() {
        String token = UUID.randomUUID().toString();
        CompletableFuture<Object> answer = await(token);
        if (name == null) {
            GetShadowRequest request = new GetShadowRequest();
            request.thingName = thing;
            request.clientToken = token;
            join(client.PublishGetShadow(request, QOS));
        } else {
            GetNamedShadowRequest request = new GetNamedShadowRequest();
            request.thingName = thing;
            request.shadowName = name;
            request.clientToken = token;
            join(client.PublishGetNamedShadow(request, QOS));
        }
        return answer.thenApply(GetShadowResponse.class::cast)
                .thenApply(
                        got ->
                                new State(
                                        got.version,
                                        got.state.desired,
                                        got.state.reported,
                                        got.state.delta));
    }

    @Override
    public CompletableFuture<Integer> update(
            Map<String, Object> desired, Map<String, Object> reported, Integer version) {
        String token = UUID.randomUUID().toString();
        CompletableFuture<Object> answer = await(token);
        ShadowState state = new ShadowState();
        state.desired = desired == null ? null : new HashMap<>(desired);
        state.reported = reported == null ? null : new HashMap<>(reported);
        if (name == null) {
            UpdateShadowRequest request = new UpdateShadowRequest();
            request.thingName = thing;
            request.clientToken = token;
            request.state = state;
            request.version = version;
            join(client.PublishUpdateShadow(request, QOS));
        } else {
            UpdateNamedShadowRequest request = new UpdateNamedShadowRequest();
            request.thingName = thing;
            request.shadowName = name;
            request.clientToken = token;
            request.state = state;
            request.version = version;
            join(client.PublishUpdateNamedShadow(request, QOS));
        }
        return answer.thenApply(UpdateShadowResponse.class::cast)
                .thenApply(accepted -> accepted.version);
    }

    @Override
    public CompletableFuture<Integer> delete() {
        String token = UUID.randomUUID().toString();
        CompletableFuture<Object> answer = await(token);
        if (name == null) {
            DeleteShadowRequest request = new DeleteShadowRequest();
            request.thingName = thing;
            request.clientToken = token;
            join(client.PublishDeleteShadow(request, QOS));
        } else {
            DeleteNamedShadowRequest request = new DeleteNamedShadowRequest();
            request.thingName = thing;
            request.shadowName = name;
            request.clientToken = token;
            join(client.PublishDeleteNamedShadow(request, QOS));
        }
        return answer.thenApply(DeleteShadowResponse.class::cast)
                .thenApply(deleted -> deleted.version);
    }

    @Override
    public List<Delta> deltas() {
        return deltas;
    }

    @Override
    public List<Integer> documents() {
        return documents;
    }

    @Override
    public void close() {
        join(connection.disconnect());
        connection.close();
        mqtt.close();
    }

    private List<CompletableFuture<Integer>> subscribeClassic() {
        GetShadowSubscriptionRequest get = new GetShadowSubscriptionRequest();
        get.thingName = thing;
        UpdateShadowSubscriptionRequest update = new UpdateShadowSubscriptionRequest();
        update.thingName = thing;
        DeleteShadowSubscriptionRequest delete = new DeleteShadowSubscriptionRequest();
        delete.thingName = thing;
        ShadowDeltaUpdatedSubscriptionRequest delta = new ShadowDeltaUpdatedSubscriptionRequest();
        delta.thingName = thing;
        ShadowUpdatedSubscriptionRequest documented = new ShadowUpdatedSubscriptionRequest();
        documented.thingName = thing;
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        all.add(client.SubscribeToGetShadowAccepted(get, QOS, this::got));
        all.add(client.SubscribeToGetShadowRejected(get, QOS, this::rejected));
        all.add(client.SubscribeToUpdateShadowAccepted(update, QOS, this::updated));
        all.add(client.SubscribeToUpdateShadowRejected(update, QOS, this::rejected));
        all.add(client.SubscribeToDeleteShadowAccepted(delete, QOS, this::deleted));
        all.add(client.SubscribeToDeleteShadowRejected(delete, QOS, this::rejected));
        all.add(client.SubscribeToShadowDeltaUpdatedEvents(delta, QOS, this::delta));
        all.add(client.SubscribeToShadowUpdatedEvents(documented, QOS, this::documented));
        return all;
    }

    private List<CompletableFuture<Integer>> subscribeNamed() {
        GetNamedShadowSubscriptionRequest get = new GetNamedShadowSubscriptionRequest();
        get.thingName = thing;
        get.shadowName = name;
        UpdateNamedShadowSubscriptionRequest update = new UpdateNamedShadowSubscriptionRequest();
        update.thingName = thing;
        update.shadowName = name;
        DeleteNamedShadowSubscriptionRequest delete = new DeleteNamedShadowSubscriptionRequest();
        delete.thingName = thing;
        delete.shadowName = name;
        NamedShadowDeltaUpdatedSubscriptionRequest delta =
                new NamedShadowDeltaUpdatedSubscriptionRequest();
        delta.thingName = thing;
        delta.shadowName = name;
        NamedShadowUpdatedSubscriptionRequest documented =
                new NamedShadowUpdatedSubscriptionRequest();
        documented.thingName = thing;
        documented.shadowName = name;
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        all.add(client.SubscribeToGetNamedShadowAccepted(get, QOS, this::got));
        all.add(client.SubscribeToGetNamedShadowRejected(get, QOS, this::rejected));
        all.add(client.SubscribeToUpdateNamedShadowAccepted(update, QOS, this::updated));
        all.add(client.SubscribeToUpdateNamedShadowRejected(update, QOS, this::rejected));
        all.add(client.SubscribeToDeleteNamedShadowAccepted(delete, QOS, this::deleted));
        all.add(client.SubscribeToDeleteNamedShadowRejected(delete, QOS, this::rejected));
        all.add(client.SubscribeToNamedShadowDeltaUpdatedEvents(delta, QOS, this::delta));
        all.add(client.SubscribeToNamedShadowUpdatedEvents(documented, QOS, this::documented));
        return all;
    }

    private void got(GetShadowResponse answer) {
        answered(answer.clientToken, answer);
    }

    private void updated(UpdateShadowResponse answer) {
        answered(answer.clientToken, answer);
    }

    private void deleted(DeleteShadowResponse answer) {
        answered(answer.clientToken, answer);
    }

    private void delta(ShadowDeltaUpdatedEvent event) {
        deltas.add(new Delta(event.version, event.state));
    }

    private void documented(ShadowUpdatedEvent event) {
        documents.add(event.current.version);
    }

    private void rejected(ErrorResponse refusal) {
        CompletableFuture<Object> answer = waiting.remove(refusal.clientToken);
        if (answer != null) {
            answer.completeExceptionally(new Rejected(refusal.code, refusal.message));
        }
    }

    private void answered(String token, Object answer) {
        CompletableFuture<Object> future = waiting.remove(token);
        if (future != null) {
            future.complete(answer);
        }
    }

    private CompletableFuture<Object> await(String token) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        waiting.put(token, answer);
        return answer.orTimeout(Crt.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void join(CompletableFuture<?> future) {
        future.orTimeout(Crt.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
