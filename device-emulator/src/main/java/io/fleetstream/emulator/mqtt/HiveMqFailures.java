package io.fleetstream.emulator.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;

/** Words of the HiveMQ client in those of the port. */
final class HiveMqFailures {
    private HiveMqFailures() {}

    /** A refusal becomes {@link PublishRefusedException}; everything else stays what it is. */
    static Throwable translate(Throwable failure) {
        if (failure instanceof Mqtt5PubAckException refused) {
            return new PublishRefusedException(refused.getMqttMessage().getReasonCode().getCode());
        }
        if (failure instanceof Mqtt5PubRecException refused) {
            return new PublishRefusedException(refused.getMqttMessage().getReasonCode().getCode());
        }
        return failure;
    }

    static MqttQos qos(int level) {
        return switch (level) {
            case 0 -> MqttQos.AT_MOST_ONCE;
            case 1 -> MqttQos.AT_LEAST_ONCE;
            default -> MqttQos.EXACTLY_ONCE;
        };
    }
}
