package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.kafka.Telemetry;
import io.fleetstream.benchmarks.kafka.Telemetry.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Publishes {@link Telemetry} at QoS 1 over several connections, as fast as it is acknowledged. */
final class LoadPublisher implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    /** Below the broker's receive maximum, or Paho refuses to publish. */
    private static final int IN_FLIGHT = 400;

    private final Telemetry telemetry = new Telemetry(Telemetry.SEED);
    private final List<Connection> connections = new ArrayList<>();

    /** Connects to the broker. */
    LoadPublisher(String url) throws IOException {
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                MqttAsyncClient client = MqttClients.client(url, "bench-publisher-" + i);
                client.connect(MqttClients.transientSession(IN_FLIGHT))
                        .waitForCompletion(MqttClients.TIMEOUT.toMillis());
                connections.add(new Connection(client));
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
                connections.get((int) (i % CONNECTIONS)).publish(message);
            }
            for (Connection connection : connections) {
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
        for (Connection connection : connections) {
            MqttClients.end(connection.client);
        }
    }

    private static final class Connection implements MqttActionListener {
        private final MqttAsyncClient client;
        private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Connection(MqttAsyncClient client) {
            this.client = client;
        }

        void publish(Message message) throws MqttException, InterruptedException, IOException {
            take(1);
            MqttMessage publish = new MqttMessage(message.payload());
            publish.setQos(1);
            client.publish(message.mqttTopic(), publish, null, this);
        }

        void awaitAll() throws InterruptedException, IOException {
            take(IN_FLIGHT);
            inFlight.release(IN_FLIGHT);
        }

        private void take(int permits) throws InterruptedException, IOException {
            boolean taken =
                    inFlight.tryAcquire(
                            permits, MqttClients.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (failure.get() != null) {
                throw new IOException("the broker refused a message", failure.get());
            }
            if (!taken) {
                throw new IOException("the broker has stopped acknowledging");
            }
        }

        @Override
        public void onSuccess(IMqttToken token) {
            inFlight.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            failure.compareAndSet(null, exception);
            inFlight.release();
        }
    }
}
