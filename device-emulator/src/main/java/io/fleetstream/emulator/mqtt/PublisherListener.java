package io.fleetstream.emulator.mqtt;

import java.util.Optional;

/** What a publisher asks and tells its owner; always on the publisher's serial executor. */
public interface PublisherListener {

    /** What to publish first on each new connection, before any message of the outbox. */
    Optional<OutboundMessage> greeting();

    /** What to publish last on a clean end. */
    Optional<OutboundMessage> farewell();

    /** A message has left the outbox, acknowledged or refused. */
    default void removed() {}

    /** The connection has become ready. */
    default void ready() {}
}
