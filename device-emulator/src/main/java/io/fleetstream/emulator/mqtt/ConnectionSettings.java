package io.fleetstream.emulator.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the broker and as whom.
 *
 * @param url {@code tcp://host:port} or {@code mqtt://host:port}
 * @param clientId MQTT client id
 * @param lastWill retained message the broker publishes when the connection dies
 * @param keepAlive longest silence before the connection counts as dead
 */
public record ConnectionSettings(
        URI url, String clientId, Optional<OutboundMessage> lastWill, Duration keepAlive) {

    /** Keep-alive unless there is a reason for another. */
    public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(20);

    /** Time allowed for TCP and MQTT to connect. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    private static final int DEFAULT_PORT = 1883;

    /** Checks the scheme and the host. */
    public ConnectionSettings {
        brokerUrl(url.toString());
    }

    /**
     * Reads a broker's address.
     *
     * @throws IllegalArgumentException saying what is accepted
     */
    public static URI brokerUrl(String text) {
        URI url = URI.create(text);
        boolean known = "tcp".equals(url.getScheme()) || "mqtt".equals(url.getScheme());
        if (!known || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "broker address '" + text + "' must look like tcp://127.0.0.1:1883");
        }
        return url;
    }

    String host() {
        return url.getHost();
    }

    int port() {
        return url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    }
}
