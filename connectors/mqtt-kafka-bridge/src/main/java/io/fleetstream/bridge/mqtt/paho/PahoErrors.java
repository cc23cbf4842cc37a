package io.fleetstream.bridge.mqtt.paho;

import org.eclipse.paho.mqttv5.common.MqttException;

/** Says in words what went wrong inside Paho. */
final class PahoErrors {
    private PahoErrors() {}

    static String describe(MqttException e) {
        Throwable cause = e.getCause();
        String text = e.getMessage() + " (" + e.getReasonCode() + ")";
        return cause == null ? text : text + ": " + cause;
    }
}
