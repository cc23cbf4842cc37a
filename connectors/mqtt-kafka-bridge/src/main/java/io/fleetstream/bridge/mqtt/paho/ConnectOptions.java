package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.config.MqttConfig;
import io.fleetstream.bridge.config.Secret;
import io.fleetstream.bridge.mqtt.LinkSettings;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/** Builds what Paho puts into CONNECT. */
final class ConnectOptions {
    private ConnectOptions() {}

    static MqttConnectionOptions of(LinkSettings settings) {
        MqttConfig mqtt = settings.mqtt();
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        boolean persistent = !settings.sessionExpiry().isZero();
        options.setCleanStart(!persistent);
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setReceiveMaximum(mqtt.receiveMaximum());
        options.setMaximumPacketSize(mqtt.maximumPacketSize());
        // Paho's topic aliases lose topics: none in either direction.
        options.setTopicAliasMaximum(0);
        options.setKeepAliveInterval((int) mqtt.keepAlive().toSeconds());
        options.setConnectionTimeout((int) mqtt.connectTimeout().toSeconds());
        if (!mqtt.username().isEmpty()) {
            options.setUserName(mqtt.username());
        }
        Secret password = mqtt.effectivePassword();
        if (!password.isEmpty()) {
            options.setPassword(password.value().getBytes(StandardCharsets.UTF_8));
        }
        if (mqtt.url().startsWith("ssl:")) {
            options.setSocketFactory(TlsContexts.of(mqtt.tls()).getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(mqtt.tls().verifyHostname());
        }
        return options;
    }
}
