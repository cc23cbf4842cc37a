package io.fleetstream.emulator.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How connections of a run or a replay behave.
 *
 * @param url of the broker
 * @param library MQTT client to use
 * @param publisher bounds of each connection
 * @param keepAlive longest silence before a connection counts as dead
 * @param connectsPerSecond how fast a fleet connects
 * @param giveUpAfter how long nothing may be acknowledged, once there is nothing to wait for
 */
public record LinkOptions(
        URI url,
        ClientLibrary library,
        PublisherSettings publisher,
        Duration keepAlive,
        int connectsPerSecond,
        Duration giveUpAfter) {

    /** What suits most. */
    public static LinkOptions to(String url) {
        return new LinkOptions(
                ConnectionSettings.brokerUrl(url),
                ClientLibrary.AUTO,
                new PublisherSettings(200, 100, Backoff.DEFAULT),
                ConnectionSettings.DEFAULT_KEEP_ALIVE,
                200,
                Duration.ofSeconds(60));
    }

    /** The same with other bounds. */
    public LinkOptions withPublisher(PublisherSettings other) {
        return new LinkOptions(url, library, other, keepAlive, connectsPerSecond, giveUpAfter);
    }

    /** The same with a given client library. */
    public LinkOptions withLibrary(ClientLibrary other) {
        return new LinkOptions(url, other, publisher, keepAlive, connectsPerSecond, giveUpAfter);
    }

    /** The same with another patience. */
    public LinkOptions withGiveUpAfter(Duration other) {
        return new LinkOptions(url, library, publisher, keepAlive, connectsPerSecond, other);
    }

    /**
     * Opens one of the connections.
     *
     * @param connections how many there will be
     */
    public DeviceConnection open(
            String clientId, Optional<OutboundMessage> lastWill, int connections) {
        return library.open(
                new ConnectionSettings(url, clientId, lastWill, keepAlive), connections);
    }

    /** When the connection of an index starts, so that a fleet does not arrive as one. */
    public Duration connectDelay(int index) {
        return Duration.ofMillis(index * 1000L / connectsPerSecond);
    }
}
