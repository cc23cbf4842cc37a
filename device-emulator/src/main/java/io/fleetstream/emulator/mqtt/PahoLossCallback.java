package io.fleetstream.emulator.mqtt;

import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Passes on what arrives, and that the connection is gone. */
final class PahoLossCallback implements MqttCallback {
    private final Consumer<Throwable> lost;
    private volatile Consumer<InboundMessage> receiver = message -> {};

    PahoLossCallback(Consumer<Throwable> lost) {
        this.lost = lost;
    }

    void receiver(Consumer<InboundMessage> wanted) {
        receiver = wanted;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        lost.accept(cause != null ? cause : new MqttException(response.getReturnCode()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // Paho reports here what it survives; what it does not survive arrives at disconnected
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        receiver.accept(new InboundMessage(topic, message.getPayload()));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
