package io.fleetstream.benchmarks.bridge;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * One connection that publishes at QoS 1 and waits where the broker falls behind with its
 * acknowledgements, instead of being refused by its own client.
 */
public final class AwaitedPublisher implements MqttActionListener, AutoCloseable {
    private final MqttAsyncClient client;
    private final int most;
    private final Semaphore inFlight;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * Connects.
     *
     * @param most messages without acknowledgement; below the broker's receive maximum, or Paho
     *     refuses to publish
     */
    public AwaitedPublisher(String url, String clientId, int most)
            throws MqttException, IOException {
        this.most = most;
        inFlight = new Semaphore(most);
        client = MqttClients.client(url, clientId);
        client.connect(MqttClients.transientSession(most))
                .waitForCompletion(MqttClients.TIMEOUT.toMillis());
    }

    /**
     * Publishes, after waiting for its place.
     *
     * @throws IOException if the broker refused an earlier message, or acknowledges no more
     */
    public void publish(String topic, byte[] payload)
            throws MqttException, InterruptedException, IOException {
        take(1);
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        client.publish(topic, message, null, this);
    }

    /** Returns when everything is acknowledged. */
    public void awaitAll() throws InterruptedException, IOException {
        take(most);
        inFlight.release(most);
    }

    private void take(int permits) throws InterruptedException, IOException {
        boolean taken =
                inFlight.tryAcquire(permits, MqttClients.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
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

    @Override
    public void close() throws IOException {
        MqttClients.end(client);
    }
}
