package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.mqtt.MqttLink;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** Reports the end of one publish once: Paho may call both methods when a connection breaks. */
final class PublishOutcome implements MqttActionListener {
    private final MqttLink.PublishListener listener;
    private final AtomicBoolean reported = new AtomicBoolean();

    PublishOutcome(MqttLink.PublishListener listener) {
        this.listener = listener;
    }

    @Override
    public void onSuccess(IMqttToken token) {
        if (reported.compareAndSet(false, true)) {
            int[] codes = token.getReasonCodes();
            listener.completed(codes == null || codes.length == 0 ? 0 : codes[0]);
        }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable exception) {
        if (reported.compareAndSet(false, true)) {
            listener.unknown();
        }
    }
}
