package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.kafka.Telemetry;
import io.fleetstream.benchmarks.kafka.Telemetry.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Publishes {@link Telemetry} at QoS 1 over several connections, as fast as it is acknowledged. */
final class LoadPublisher implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private static final int IN_FLIGHT = 400;

    private final Telemetry telemetry = new Telemetry(Telemetry.SEED);
    private final List<AwaitedPublisher> connections = new ArrayList<>();

    /** Connects to the broker. */
    LoadPublisher(String url) throws IOException {
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(new AwaitedPublisher(url, "bench-publisher-" + i, IN_FLIGHT));
            }
        } catch (MqttException e) {
            throw new IOException("the load generator cannot connect to " + url, e);
        }
    }

    /** Messages published so far. */
    long published() {
        return telemetry.produced();
    }

    /** Publishes the next messages and returns when the broker has acknowledged all of them. */
    void publish(long messages) throws IOException {
        try {
            for (long i = 0; i < messages; i++) {
                Message message = telemetry.next();
                // A device stays on its connection, so that its order is kept.
                connections
                        .get((int) (i % CONNECTIONS))
                        .publish(message.mqttTopic(), message.payload());
            }
            for (AwaitedPublisher connection : connections) {
                connection.awaitAll();
            }
        } catch (MqttException e) {
            throw new IOException("the load generator cannot publish", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while publishing", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (AwaitedPublisher connection : connections) {
            connection.close();
        }
    }
}
