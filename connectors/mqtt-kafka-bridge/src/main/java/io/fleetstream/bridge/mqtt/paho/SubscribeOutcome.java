package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.mqtt.LinkLoss;
import java.util.function.IntConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** Reports the reason codes of a SUBACK; without one the connection is of no use. */
final class SubscribeOutcome implements MqttActionListener {
    private final PahoLink link;
    private final IntConsumer results;

    SubscribeOutcome(PahoLink link, IntConsumer results) {
        this.link = link;
        this.results = results;
    }

    @Override
    public void onSuccess(IMqttToken token) {
        for (int code : token.getReasonCodes()) {
            results.accept(code);
        }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
        link.lost(new LinkLoss(false, 0, "SUBSCRIBE failed: " + exception));
    }
}
