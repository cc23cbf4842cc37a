package io.fleetstream.emulator.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A connection through the HiveMQ client: all connections share a few threads. */
final class HiveMqConnection implements DeviceConnection {
    private final ConnectionSettings settings;
    private Mqtt5AsyncClient client;

    HiveMqConnection(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public CompletableFuture<Integer> connect(Consumer<Throwable> lost) {
        AtomicBoolean up = new AtomicBoolean();
        client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier(settings.clientId())
                        .transportConfig()
                        .serverHost(settings.host())
                        .serverPort(settings.port())
                        .socketConnectTimeout(
                                ConnectionSettings.CONNECT_TIMEOUT.toMillis(),
                                TimeUnit.MILLISECONDS)
                        .applyTransportConfig()
                        // also told of failed connects, which the future reports
                        .addDisconnectedListener(
                                context -> {
                                    if (up.get()) {
                                        lost.accept(context.getCause());
                                    }
                                })
                        .buildAsync();
        return client.connect(options())
                .thenApply(
                        ack -> {
                            up.set(true);
                            return ack.getRestrictions().getReceiveMaximum();
                        });
    }

    @Override
    public CompletableFuture<Void> subscribe(
            List<String> filters, Consumer<InboundMessage> received) {
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                message ->
                        received.accept(
                                new InboundMessage(
                                        message.getTopic().toString(),
                                        message.getPayloadAsBytes())));
        List<Mqtt5Subscription> wanted =
                filters.stream()
                        .map(
                                filter ->
                                        Mqtt5Subscription.builder()
                                                .topicFilter(filter)
                                                .qos(MqttQos.AT_LEAST_ONCE)
                                                .build())
                        .toList();
        // fails if the broker refuses any of them
        return client.subscribe(Mqtt5Subscribe.builder().addSubscriptions(wanted).build())
                .thenAccept(ack -> {});
    }

    @Override
    public CompletableFuture<Void> publish(OutboundMessage message) {
        return client.publish(convert(message))
                .thenAccept(
                        result ->
                                result.getError()
                                        .ifPresent(
                                                error -> {
                                                    throw new CompletionException(
                                                            HiveMqFailures.translate(error));
                                                }));
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        return client.disconnect();
    }

    /** The client cannot cut a connection; it asks for the last will, which has the same effect. */
    @Override
    public void abort() {
        if (client == null || !client.getState().isConnected()) {
            return;
        }
        // fails if the connection was lost meanwhile, which is as good
        CompletableFuture<Void> unused =
                client.disconnectWith()
                        .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
                        .send();
    }

    private Mqtt5Connect options() {
        return Mqtt5Connect.builder()
                .cleanStart(true)
                .sessionExpiryInterval(0)
                .keepAlive((int) settings.keepAlive().toSeconds())
                .willPublish(settings.lastWill().map(HiveMqConnection::convert).orElse(null))
                .build();
    }

    private static Mqtt5Publish convert(OutboundMessage message) {
        List<Mqtt5UserProperty> properties = new ArrayList<>();
        message.userProperties()
                .forEach((name, value) -> properties.add(Mqtt5UserProperty.of(name, value)));
        return Mqtt5Publish.builder()
                .topic(message.topic())
                .payload(message.payload())
                .qos(HiveMqFailures.qos(message.qos()))
                .retain(message.retained())
                .contentType(message.contentType())
                .userProperties(Mqtt5UserProperties.of(properties))
                .build();
    }
}
