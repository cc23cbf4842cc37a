package io.fleetstream.emulator.mqtt;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One MQTT 5 connection without memory: it starts clean each time and neither reconnects nor
 * resends by itself; {@link ReliablePublisher} does that, alike for every client library.
 *
 * <p>Not thread-safe: calls come from one thread at a time. Futures may complete on any thread.
 */
public interface DeviceConnection {

    /**
     * Connects.
     *
     * @param lost called at most once for each successful connect, when the connection has gone
     *     without {@link #disconnect} or {@link #abort}
     * @return completes with the number of QoS 1 and 2 messages the broker allows in flight
     */
    CompletionStage<Integer> connect(Consumer<Throwable> lost);

    /**
     * Subscribes at QoS 1; only on a connection just made, and once.
     *
     * @param filters topic filters; at least one
     * @param received called for every message, on a thread of the client library; must not block
     * @return completes when the broker has accepted all of them
     */
    CompletionStage<Void> subscribe(List<String> filters, Consumer<InboundMessage> received);

    /**
     * Publishes without blocking.
     *
     * @return completes when the broker has acknowledged (QoS 0: when written); fails with {@link
     *     PublishRefusedException} if the broker said no, with anything else if the fate of the
     *     message is unknown
     */
    CompletionStage<Void> publish(OutboundMessage message);

    /** Says goodbye and closes; the last will is not published. */
    CompletionStage<Void> disconnect();

    /** Closes without goodbye. Safe in any state. */
    void abort();
}
