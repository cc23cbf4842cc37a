package io.fleetstream.emulator.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * A connection through Eclipse Paho: four threads each, so for hundreds of devices, not thousands.
 * Every connect uses a fresh client, since a used one keeps state of the connection it lost.
 */
final class PahoConnection implements DeviceConnection {
    // Paho prints a stack trace for every connection it loses; the publisher counts and retries.
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5.client");

    static {
        PAHO.setLevel(Level.OFF);
    }

    private final ConnectionSettings settings;
    private MqttAsyncClient client;
    private PahoLossCallback callback;

    PahoConnection(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public CompletableFuture<Integer> connect(Consumer<Throwable> lost) {
        CompletableFuture<Integer> connected = new CompletableFuture<>();
        try {
            String address = "tcp://" + settings.host() + ":" + settings.port();
            client = new MqttAsyncClient(address, settings.clientId(), new MemoryPersistence());
            callback = new PahoLossCallback(lost);
            client.setCallback(callback);
            client.connect(options(), null, PahoListeners.connected(connected));
        } catch (MqttException e) {
            connected.completeExceptionally(e);
        }
        return connected;
    }

    @Override
    public CompletableFuture<Void> subscribe(
            List<String> filters, Consumer<InboundMessage> received) {
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        callback.receiver(received);
        MqttSubscription[] wanted =
                filters.stream()
                        .map(filter -> new MqttSubscription(filter, 1))
                        .toArray(MqttSubscription[]::new);
        try {
            client.subscribe(
                    wanted, null, PahoListeners.subscribed(subscribed), new MqttProperties());
        } catch (MqttException e) {
            subscribed.completeExceptionally(e);
        }
        return subscribed;
    }

    @Override
    public CompletableFuture<Void> publish(OutboundMessage message) {
        CompletableFuture<Void> published = new CompletableFuture<>();
        try {
            client.publish(
                    message.topic(), convert(message), null, PahoListeners.published(published));
        } catch (MqttException e) {
            published.completeExceptionally(e);
        }
        return published;
    }

    @Override
    public CompletableFuture<Void> disconnect() {
        CompletableFuture<Void> disconnected = new CompletableFuture<>();
        MqttAsyncClient leaving = client;
        client = null; // a closed Paho client must not be touched again
        try {
            leaving.disconnect(
                    5_000, null, PahoListeners.done(disconnected), 0, new MqttProperties());
        } catch (MqttException e) {
            disconnected.completeExceptionally(e);
        }
        return disconnected.whenComplete((done, failure) -> close(leaving));
    }

    @Override
    public void abort() {
        MqttAsyncClient dropped = client;
        client = null;
        if (dropped == null) {
            return;
        }
        try {
            dropped.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // it was not connected: nothing to cut
        }
        close(dropped);
    }

    private static void close(MqttAsyncClient unused) {
        try {
            unused.close();
        } catch (MqttException e) {
            // still connecting or closing: Paho frees it when that has ended
        }
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setConnectionTimeout((int) ConnectionSettings.CONNECT_TIMEOUT.toSeconds());
        options.setSocketFactory(new NoDelaySocketFactory());
        settings.lastWill().ifPresent(will -> options.setWill(will.topic(), convert(will)));
        return options;
    }

    private static MqttMessage convert(OutboundMessage message) {
        MqttMessage converted = new MqttMessage(message.payload());
        converted.setQos(message.qos());
        converted.setRetained(message.retained());
        MqttProperties properties = new MqttProperties();
        List<UserProperty> named = new ArrayList<>();
        message.userProperties().forEach((name, value) -> named.add(new UserProperty(name, value)));
        if (!named.isEmpty()) {
            properties.setUserProperties(named);
        }
        if (message.contentType() != null) {
            properties.setContentType(message.contentType());
        }
        converted.setProperties(properties);
        return converted;
    }
}
