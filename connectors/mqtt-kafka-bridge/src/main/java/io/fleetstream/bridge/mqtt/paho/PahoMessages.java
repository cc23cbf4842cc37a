package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.OutboundMessage;
import io.fleetstream.bridge.mqtt.Subscription;
import io.fleetstream.bridge.mqtt.UserProperty;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Turns Paho's messages into the port's and back. */
final class PahoMessages {
    /** Retained messages come only if the subscription is new. */
    private static final int RETAINED_FOR_NEW_SUBSCRIPTION = 1;

    private PahoMessages() {}

    static InboundMessage inbound(String topic, MqttMessage message) {
        MqttProperties properties = message.getProperties();
        return new InboundMessage(
                topic,
                message.getPayload(),
                message.getQos(),
                message.getId(),
                properties == null ? null : properties.getContentType(),
                userProperties(properties));
    }

    static MqttMessage outbound(OutboundMessage message) {
        MqttProperties properties = new MqttProperties();
        properties.setContentType(message.contentType());
        message.expirySeconds().ifPresent(properties::setMessageExpiryInterval);
        List<org.eclipse.paho.mqttv5.common.packet.UserProperty> user = new ArrayList<>();
        for (UserProperty property : message.userProperties()) {
            user.add(
                    new org.eclipse.paho.mqttv5.common.packet.UserProperty(
                            property.name(), property.value()));
        }
        properties.setUserProperties(user);
        return new MqttMessage(message.payload(), message.qos(), message.retain(), properties);
    }

    static MqttSubscription filter(Subscription subscription) {
        MqttSubscription filter = new MqttSubscription(subscription.filter(), subscription.qos());
        // The standard forbids noLocal on shared subscriptions.
        filter.setNoLocal(!subscription.shared());
        filter.setRetainHandling(RETAINED_FOR_NEW_SUBSCRIPTION);
        return filter;
    }

    private static List<UserProperty> userProperties(MqttProperties properties) {
        if (properties == null || properties.getUserProperties().isEmpty()) {
            return List.of();
        }
        List<UserProperty> user = new ArrayList<>(properties.getUserProperties().size());
        for (org.eclipse.paho.mqttv5.common.packet.UserProperty property :
                properties.getUserProperties()) {
            user.add(new UserProperty(property.getKey(), property.getValue()));
        }
        return user;
    }
}
