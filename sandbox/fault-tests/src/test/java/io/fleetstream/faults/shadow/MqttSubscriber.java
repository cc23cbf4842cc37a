package io.fleetstream.faults.shadow;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Subscribes to the answers of every shadow with QoS 1, as devices and applications do. */
final class MqttSubscriber implements AutoCloseable, MqttCallback {
    private static final int RECEIVE_MAXIMUM = 1000;

    private final MqttClient client;
    private final BiConsumer<String, byte[]> messages;
    private final Consumer<RuntimeException> failure;

    MqttSubscriber(
            String url,
            String name,
            BiConsumer<String, byte[]> messages,
            Consumer<RuntimeException> failure)
            throws MqttException {
        this.messages = messages;
        this.failure = failure;
        client = new MqttClient(url, "subscriber-" + name, new MemoryPersistence());
        client.setCallback(this);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        client.connect(options);
        // no wildcard for a whole level at the end: requests of devices are none of its business
        for (String shadow : new String[] {"shadow", "shadow/name/+"}) {
            for (String suffix : new String[] {"accepted", "rejected", "delta", "documents"}) {
                client.subscribe("$aws/things/+/" + shadow + "/+/" + suffix, 1);
            }
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        messages.accept(topic, message.getPayload());
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        failure.accept(new IllegalStateException("disconnected from MQTT: " + response));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        failure.accept(new IllegalStateException("an error of MQTT", exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publishes nothing
    }

    @Override
    public void connectComplete(boolean reconnect, String url) {
        // connects once
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        // no such authentication
    }

    @Override
    public void close() throws MqttException {
        client.disconnect();
        client.close();
    }
}
