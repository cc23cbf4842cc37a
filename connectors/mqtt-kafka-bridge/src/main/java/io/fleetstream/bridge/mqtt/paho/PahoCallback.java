package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.mqtt.LinkLoss;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes Paho's events on to the link. Nothing here blocks: Paho calls back on one thread. */
final class PahoCallback implements MqttCallback {
    private static final Logger LOG = LoggerFactory.getLogger(PahoCallback.class);

    private final PahoLink link;

    PahoCallback(PahoLink link) {
        this.link = link;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        try {
            link.arrived(PahoMessages.inbound(topic, message));
        } catch (RuntimeException e) {
            // Paho would swallow it, and the message would hold its place in the receive window
            // for as long as the connection lives.
            LOG.error("message could not be handed on; the connection is given up", e);
            link.lost(new LinkLoss(false, 0, "error while handling a message: " + e));
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        if (cause == null) {
            int code = response.getReturnCode();
            String reason = response.getReasonString();
            link.lost(
                    new LinkLoss(
                            true,
                            code,
                            "DISCONNECT " + code + (reason == null ? "" : " " + reason)));
        } else {
            link.lost(new LinkLoss(false, cause.getReasonCode(), PahoErrors.describe(cause)));
        }
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.warn("{}", PahoErrors.describe(exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Each publish has its own listener.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // The session subscribes itself, from its own thread.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        LOG.warn("AUTH {} ignored: enhanced authentication is not supported", reasonCode);
    }
}
