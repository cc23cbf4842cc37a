package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.mqtt.ConnectAck;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.OutboundMessage;
import io.fleetstream.bridge.mqtt.Subscription;
import java.util.List;
import java.util.function.IntConsumer;

/** A link that is subscribed to nothing, and takes acknowledgements without looking at them. */
final class SubscribedLink implements MqttLink {
    @Override
    public ConnectAck connect() {
        throw new UnsupportedOperationException("the test connects");
    }

    @Override
    public void subscribe(List<Subscription> wanted, IntConsumer results) {
        wanted.forEach(any -> results.accept(1));
    }

    @Override
    public void acknowledge(InboundMessage message) {}

    @Override
    public void publish(OutboundMessage message, PublishListener listener) {
        throw new UnsupportedOperationException("the uplink publishes nothing");
    }

    @Override
    public void disconnect() {}
}
