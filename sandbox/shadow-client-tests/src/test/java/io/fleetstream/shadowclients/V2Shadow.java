package io.fleetstream.shadowclients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.crt.iot.MqttRequestResponseClientOptions;
import software.amazon.awssdk.crt.iot.StreamingOperation;
import software.amazon.awssdk.crt.iot.SubscriptionStatusEvent;
import software.amazon.awssdk.crt.iot.SubscriptionStatusEventType;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions;
import software.amazon.awssdk.crt.mqtt5.OnAttemptingConnectReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionFailureReturn;
import software.amazon.awssdk.crt.mqtt5.OnConnectionSuccessReturn;
import software.amazon.awssdk.crt.mqtt5.OnDisconnectionReturn;
import software.amazon.awssdk.crt.mqtt5.OnStoppedReturn;
import software.amazon.awssdk.crt.mqtt5.packets.ConnectPacket;
import software.amazon.awssdk.iot.V2ClientStreamOptions;
import software.amazon.awssdk.iot.iotshadow.IotShadowV2Client;
import software.amazon.awssdk.iot.iotshadow.model.DeleteNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.DeleteShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.DeleteShadowResponse;
import software.amazon.awssdk.iot.iotshadow.model.GetNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.GetShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.GetShadowResponse;
import software.amazon.awssdk.iot.iotshadow.model.NamedShadowDeltaUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.NamedShadowUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.ShadowDeltaUpdatedEvent;
import software.amazon.awssdk.iot.iotshadow.model.ShadowDeltaUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.ShadowState;
import software.amazon.awssdk.iot.iotshadow.model.ShadowUpdatedEvent;
import software.amazon.awssdk.iot.iotshadow.model.ShadowUpdatedSubscriptionRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateNamedShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateShadowRequest;
import software.amazon.awssdk.iot.iotshadow.model.UpdateShadowResponse;
import software.amazon.awssdk.iot.iotshadow.model.V2ErrorResponseException;

/** {@code IotShadowV2Client} on MQTT 5: requests are futures, deltas a stream. */
final class V2Shadow implements SdkShadow {
    private static final int SUBSCRIPTIONS = 6;

    private final String thing;
    private final String name;
    private final Mqtt5Client mqtt;
    private final IotShadowV2Client client;
    private final StreamingOperation deltaStream;
    private final StreamingOperation documentStream;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> deltasHeard = new CompletableFuture<>();
    private final CompletableFuture<Void> documentsHeard = new CompletableFuture<>();
    private final List<Delta> deltas = new CopyOnWriteArrayList<>();
    private final List<Integer> documents = new CopyOnWriteArrayList<>();

    /**
     * Connects and listens.
     *
     * @param name of the shadow; null for the classic one
     */
    V2Shadow(Crt crt, String thing, String name) {
        this.thing = thing;
        this.name = name;
        ConnectPacket connect =
                new ConnectPacket.ConnectPacketBuilder()
                        .withClientId("v2-" + thing + "-" + name)
                        .withKeepAliveIntervalSeconds(60L)
                        .build();
        mqtt =
                new Mqtt5Client(
                        new Mqtt5ClientOptions.Mqtt5ClientOptionsBuilder(
                                        crt.host(), (long) crt.port())
                                .withBootstrap(crt.bootstrap())
                                .withConnectOptions(connect)
                                .withLifecycleEvents(new Events())
                                .build());
        client =
                IotShadowV2Client.newFromMqtt5(
                        mqtt,
                        MqttRequestResponseClientOptions.builder()
                                .withMaxRequestResponseSubscriptions(SUBSCRIPTIONS)
                                .withMaxStreamingSubscriptions(SUBSCRIPTIONS)
                                .withOperationTimeoutSeconds((int) Crt.PATIENCE_SECONDS)
                                .build());
        mqtt.start();
        join(connected);
        deltaStream = deltaStream();
        documentStream = documentStream();
        deltaStream.open();
        documentStream.open();
        join(deltasHeard);
        join(documentsHeard);
    }

    @Override
    public CompletableFuture<State> get() {
        CompletableFuture<GetShadowResponse> answer;
        if (name == null) {
            GetShadowRequest request = new GetShadowRequest();
            request.thingName = thing;
            answer = client.getShadow(request);
        } else {
            GetNamedShadowRequest request = new GetNamedShadowRequest();
            request.thingName = thing;
            request.shadowName = name;
            answer = client.getNamedShadow(request);
        }
        return translated(answer)
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
        ShadowState state = new ShadowState();
        state.desired = desired == null ? null : new HashMap<>(desired);
        state.reported = reported == null ? null : new HashMap<>(reported);
        CompletableFuture<UpdateShadowResponse> answer;
        if (name == null) {
            UpdateShadowRequest request = new UpdateShadowRequest();
            request.thingName = thing;
            request.state = state;
            request.version = version;
            answer = client.updateShadow(request);
        } else {
            UpdateNamedShadowRequest request = new UpdateNamedShadowRequest();
            request.thingName = thing;
            request.shadowName = name;
            request.state = state;
            request.version = version;
            answer = client.updateNamedShadow(request);
        }
        return translated(answer).thenApply(accepted -> accepted.version);
    }

    @Override
    public CompletableFuture<Integer> delete() {
        CompletableFuture<DeleteShadowResponse> answer;
        if (name == null) {
            DeleteShadowRequest request = new DeleteShadowRequest();
            request.thingName = thing;
            answer = client.deleteShadow(request);
        } else {
            DeleteNamedShadowRequest request = new DeleteNamedShadowRequest();
            request.thingName = thing;
            request.shadowName = name;
            answer = client.deleteNamedShadow(request);
        }
        return translated(answer).thenApply(deleted -> deleted.version);
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
        deltaStream.close();
        documentStream.close();
        client.close();
        mqtt.stop();
        join(stopped);
        mqtt.close();
    }

    private StreamingOperation deltaStream() {
        V2ClientStreamOptions<ShadowDeltaUpdatedEvent> options =
                V2ClientStreamOptions.<ShadowDeltaUpdatedEvent>builder()
                        .withStreamEventHandler(
                                event -> deltas.add(new Delta(event.version, event.state)))
                        .withSubscriptionEventHandler(event -> heard(event, deltasHeard))
                        .build();
        if (name == null) {
            ShadowDeltaUpdatedSubscriptionRequest request =
                    new ShadowDeltaUpdatedSubscriptionRequest();
            request.thingName = thing;
            return client.createShadowDeltaUpdatedStream(request, options);
        }
        NamedShadowDeltaUpdatedSubscriptionRequest request =
                new NamedShadowDeltaUpdatedSubscriptionRequest();
        request.thingName = thing;
        request.shadowName = name;
        return client.createNamedShadowDeltaUpdatedStream(request, options);
    }

    private StreamingOperation documentStream() {
        V2ClientStreamOptions<ShadowUpdatedEvent> options =
                V2ClientStreamOptions.<ShadowUpdatedEvent>builder()
                        .withStreamEventHandler(event -> documents.add(event.current.version))
                        .withSubscriptionEventHandler(event -> heard(event, documentsHeard))
                        .build();
        if (name == null) {
            ShadowUpdatedSubscriptionRequest request = new ShadowUpdatedSubscriptionRequest();
            request.thingName = thing;
            return client.createShadowUpdatedStream(request, options);
        }
        NamedShadowUpdatedSubscriptionRequest request = new NamedShadowUpdatedSubscriptionRequest();
        request.thingName = thing;
        request.shadowName = name;
        return client.createNamedShadowUpdatedStream(request, options);
    }

    private static void heard(SubscriptionStatusEvent event, CompletableFuture<Void> future) {
        if (event.getType() == SubscriptionStatusEventType.SUBSCRIPTION_ESTABLISHED) {
            future.complete(null);
        } else {
            future.completeExceptionally(
                    new IllegalStateException(event.getType() + " " + event.getError()));
        }
    }

    private static <T> CompletableFuture<T> translated(CompletableFuture<T> answer) {
        return answer.exceptionally(
                failure -> {
                    Throwable cause =
                            failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof V2ErrorResponseException refusal) {
                        throw new Rejected(
                                refusal.getModeledError().code, refusal.getModeledError().message);
                    }
                    throw new CompletionException(cause);
                });
    }

    private static void join(CompletableFuture<Void> future) {
        future.orTimeout(Crt.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Events implements Mqtt5ClientOptions.LifecycleEvents {
        @Override
        public void onAttemptingConnect(Mqtt5Client unused, OnAttemptingConnectReturn attempt) {}

        @Override
        public void onConnectionSuccess(Mqtt5Client unused, OnConnectionSuccessReturn success) {
            connected.complete(null);
        }

        @Override
        public void onConnectionFailure(Mqtt5Client unused, OnConnectionFailureReturn failure) {
            // the client tries again by itself
        }

        @Override
        public void onDisconnection(Mqtt5Client unused, OnDisconnectionReturn disconnection) {}

        @Override
        public void onStopped(Mqtt5Client unused, OnStoppedReturn end) {
            stopped.complete(null);
        }
    }
}
