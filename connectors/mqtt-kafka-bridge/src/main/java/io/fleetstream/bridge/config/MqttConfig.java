package io.fleetstream.bridge.config;

import static io.fleetstream.bridge.config.Checks.check;

import java.time.Duration;

/**
 * Connection to the MQTT broker.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param clientId names the persistent session; one process only may use it
 * @param sharedGroup group of shared subscriptions for several bridges on one broker, or empty
 * @param username user, or empty
 * @param password password, or empty
 * @param passwordFile file that holds the password, or empty
 * @param keepAlive interval of pings on an idle connection; 5 s to 18 h
 * @param connectTimeout longest wait for TCP, TLS and CONNACK each; 1 s to 5 min
 * @param sessionExpiry how long the broker keeps the session of an absent bridge; 1 s to 49,710 d
 * @param receiveMaximum QoS 1 messages under way to the bridge at once; 1 to 65535
 * @param maximumPacketSize largest packet the broker may send, in bytes; from 1 KiB
 * @param reconnectInitialDelay first bound of the reconnect delay
 * @param reconnectMaxDelay last bound of the reconnect delay; up to 1 h
 * @param tls key and trust stores for {@code ssl://}
 */
public record MqttConfig(
        String url,
        String clientId,
        String sharedGroup,
        String username,
        Secret password,
        String passwordFile,
        Duration keepAlive,
        Duration connectTimeout,
        Duration sessionExpiry,
        int receiveMaximum,
        long maximumPacketSize,
        Duration reconnectInitialDelay,
        Duration reconnectMaxDelay,
        TlsConfig tls) {

    private static final Duration LONGEST_SESSION = Duration.ofSeconds(0xFFFF_FFFEL);

    /** Checks every value. */
    public MqttConfig {
        check(
                url.matches("(tcp|ssl)://[^/:\\s@]+:\\d{1,5}"),
                "mqtt.url",
                url,
                "tcp://host:port or ssl://host:port");
        Checks.notBlank("mqtt.client-id", clientId);
        check(
                !sharedGroup.matches(".*[/+#].*"),
                "mqtt.shared-group",
                sharedGroup,
                "a name without / + #");
        check(
                sharedGroup.isEmpty() || !clientId.equals(exclusiveClientId(sharedGroup)),
                "mqtt.client-id",
                clientId,
                "another name: this one is for the routes that are not shared");
        check(
                password.isEmpty() || passwordFile.isEmpty(),
                "mqtt.password",
                password,
                "either mqtt.password or mqtt.password-file, not both");
        Checks.range("mqtt.keep-alive (seconds)", keepAlive.toSeconds(), 5, 64800);
        Checks.range("mqtt.connect-timeout (seconds)", connectTimeout.toSeconds(), 1, 300);
        Checks.positive("mqtt.session-expiry", sessionExpiry);
        Checks.atMost("mqtt.session-expiry", sessionExpiry, LONGEST_SESSION);
        Checks.range("mqtt.receive-maximum", receiveMaximum, 1, 65535);
        Checks.range("mqtt.maximum-packet-size", maximumPacketSize, 1024, 268435460);
        Checks.positive("mqtt.reconnect-initial-delay", reconnectInitialDelay);
        Checks.atMost("mqtt.reconnect-max-delay", reconnectMaxDelay, Duration.ofHours(1));
        check(
                reconnectMaxDelay.compareTo(reconnectInitialDelay) >= 0,
                "mqtt.reconnect-max-delay",
                reconnectMaxDelay,
                "at least mqtt.reconnect-initial-delay (" + reconnectInitialDelay + ")");
    }

    /**
     * Client id of the session that all bridges of the group take turns at, for the routes that are
     * not shared.
     */
    public String exclusiveClientId() {
        return exclusiveClientId(sharedGroup);
    }

    private static String exclusiveClientId(String group) {
        return group + "-exclusive";
    }

    /** The password from either place; empty if there is none. */
    public Secret effectivePassword() {
        return passwordFile.isEmpty()
                ? password
                : Secret.fromFile("mqtt.password-file", passwordFile);
    }
}
