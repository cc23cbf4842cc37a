package io.fleetstream.bridge.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * Devices on one connection that publish numbered messages at QoS 1 and remember which of them the
 * broker acknowledged. Message k is number k / devices of device k % devices. After a lost
 * connection they go on at the first message without acknowledgement, so each device's order holds.
 * They publish until {@link #finish}.
 */
final class LoadDevices implements Runnable {
    private static final int WINDOW = 200;

    private final String url;
    private final String clientId;
    private final int devices;
    private final long intervalNanos;
    private final BitSet acknowledged = new BitSet();
    private volatile int messages = Integer.MAX_VALUE;

    LoadDevices(String url, String clientId, int devices, int perSecond) {
        this.url = url;
        this.clientId = clientId;
        this.devices = devices;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        while (firstMissing() < messages && !Thread.currentThread().isInterrupted()) {
            try {
                publishFrom(firstMissing(), start);
            } catch (MqttException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    int acknowledged() {
        synchronized (acknowledged) {
            return acknowledged.cardinality();
        }
    }

    /** Ends after some more messages; returns how many there will be in all. */
    int finish(int more) {
        synchronized (acknowledged) {
            messages = acknowledged.length() + WINDOW + more;
            return messages;
        }
    }

    private int firstMissing() {
        synchronized (acknowledged) {
            return acknowledged.nextClearBit(0);
        }
    }

    private void publishFrom(int first, long start) throws MqttException {
        MqttAsyncClient client = MqttTestClient.connect(url, clientId);
        Semaphore window = new Semaphore(WINDOW);
        try {
            for (int k = first; k < messages; k++) {
                long due = start + k * intervalNanos;
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                if (!window.tryAcquire(30, TimeUnit.SECONDS)) {
                    return;
                }
                client.publish(topic(k), message(k), null, new Acknowledgement(k, window));
            }
            // All of the window back: everything is acknowledged, or the connection is lost.
            if (!window.tryAcquire(WINDOW, 30, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            MqttTestClient.close(client);
        }
    }

    private String topic(int k) {
        return "org/site/meter/" + clientId + "-" + k % devices + "/reading";
    }

    private MqttMessage message(int k) {
        String payload = "{\"seq\":" + k / devices + "}";
        return new MqttMessage(payload.getBytes(UTF_8), 1, false, new MqttProperties());
    }

    private final class Acknowledgement implements MqttActionListener {
        private final int k;
        private final Semaphore window;

        Acknowledgement(int k, Semaphore window) {
            this.k = k;
            this.window = window;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            synchronized (acknowledged) {
                acknowledged.set(k);
            }
            window.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            window.release();
        }
    }
}
