package io.fleetstream.benchmarks.bridge;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Counts messages up to the last one expected. */
final class CountingCallback implements MqttCallback {
    private final long expected;
    private final CountDownLatch end = new CountDownLatch(1);
    private long count;
    private volatile long firstNanos;
    private volatile long lastNanos;
    private volatile String failure;

    CountingCallback(long expected) {
        this.expected = expected;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (count == 0) {
            firstNanos = System.nanoTime();
        }
        count++;
        if (count == expected) {
            lastNanos = System.nanoTime();
            end.countDown();
        }
    }

    /**
     * Waits for the last message.
     *
     * @return nanoseconds between the first and the last
     * @throws IllegalStateException if the connection was lost, or the time was too short
     */
    long await(long millis) throws InterruptedException {
        boolean inTime = end.await(millis, TimeUnit.MILLISECONDS);
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        if (!inTime) {
            throw new IllegalStateException("not all of " + expected + " messages came in time");
        }
        return lastNanos - firstNanos;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        if (lastNanos == 0) {
            failure = "connection lost: " + response;
            end.countDown();
        }
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        failure = exception.toString();
        end.countDown();
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
