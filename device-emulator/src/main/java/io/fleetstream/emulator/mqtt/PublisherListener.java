package io.fleetstream.emulator.mqtt;

import java.util.List;
import java.util.Optional;

/** What a publisher asks and tells its owner; always on the publisher's serial executor. */
public interface PublisherListener {

    /** What to publish first on each new connection, before any message of the outbox. */
    Optional<OutboundMessage> greeting();

    /** What to publish last on a clean end. */
    Optional<OutboundMessage> farewell();

    /** What to subscribe to on each new connection, before the greeting; empty for nothing. */
    default List<String> subscriptions() {
        return List.of();
    }

    /** A message has come for one of the subscriptions. */
    default void received(InboundMessage message) {}

    /** The connection has gone; {@link #ready} says when there is another. */
    default void lost() {}

    /** A message has left the outbox, acknowledged or refused. */
    default void removed() {}

    /** The connection has become ready. */
    default void ready() {}
}
