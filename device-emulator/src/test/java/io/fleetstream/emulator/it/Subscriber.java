package io.fleetstream.emulator.it;

import io.fleetstream.emulator.mqtt.NoDelaySocketFactory;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** A plain subscriber at QoS 1 whose session survives restarts of the broker. */
final class Subscriber implements MqttCallback, AutoCloseable {
    private static final long SESSION_SECONDS = 3600;

    private final MqttAsyncClient client;
    private final Map<String, List<Received>> byTopic = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** One message. */
    record Received(
            String topic,
            String payload,
            boolean retained,
            String receivedAt,
            String contentType,
            String contentEncoding) {
        /** The bytes as they came. */
        byte[] bytes() {
            return payload.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    Subscriber(String url, String id, String filter) throws MqttException {
        client = new MqttAsyncClient(url, id, new MemoryPersistence());
        client.setCallback(this);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setAutomaticReconnect(true);
        options.setAutomaticReconnectDelay(1, 2);
        options.setSocketFactory(new NoDelaySocketFactory());
        client.connect(options).waitForCompletion();
        client.subscribe(filter, 1).waitForCompletion();
    }

    long count() {
        return count.get();
    }

    Map<String, List<Received>> byTopic() {
        return byTopic;
    }

    List<Received> all() {
        return byTopic.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        Map<String, String> named = new HashMap<>();
        for (UserProperty property : message.getProperties().getUserProperties()) {
            named.put(property.getKey(), property.getValue());
        }
        String payload = new String(message.getPayload(), StandardCharsets.ISO_8859_1);
        byTopic.computeIfAbsent(topic, unused -> new CopyOnWriteArrayList<>())
                .add(
                        new Received(
                                topic,
                                payload,
                                message.isRetained(),
                                named.get(RecordHeaders.RECEIVED_AT),
                                message.getProperties().getContentType(),
                                named.get(RecordHeaders.CONTENT_ENCODING)));
        count.incrementAndGet();
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(1000, 1000, true);
        client.close();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
