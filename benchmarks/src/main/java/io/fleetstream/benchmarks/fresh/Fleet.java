package io.fleetstream.benchmarks.fresh;

import io.fleetstream.benchmarks.bridge.MqttClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * A thousand devices that publish once a second each, evenly; one in fifty is a probe, whose one
 * value is the time at which it was published, in seconds since the epoch.
 */
final class Fleet implements AutoCloseable {
    static final int DEVICES = 1_000;
    static final int ONE_PROBE_IN = 50;
    static final String PROBE_METRIC = "published";

    private static final int IN_FLIGHT = 400;
    private static final long NANOS_PER_MESSAGE = Duration.ofSeconds(1).toNanos() / DEVICES;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final MqttAsyncClient client;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private long sequence;

    /** Connects to the broker. */
    Fleet(String url) throws IOException {
        try {
            client = MqttClients.client(url, "bench-fresh");
            client.connect(MqttClients.transientSession(IN_FLIGHT))
                    .waitForCompletion(MqttClients.TIMEOUT.toMillis());
        } catch (MqttException e) {
            throw new IOException("the load generator cannot connect to " + url, e);
        }
    }

    static boolean isProbe(int device) {
        return device % ONE_PROBE_IN == 0;
    }

    static String deviceId(int device) {
        return (isProbe(device) ? "probe-%04d" : "fresh-%04d").formatted(device);
    }

    /** Publishes that long, at a thousand messages a second unless the broker is slower. */
    void publish(Duration duration) throws IOException {
        long start = System.nanoTime();
        long messages = duration.toNanos() / NANOS_PER_MESSAGE;
        try {
            for (long i = 0; i < messages; i++) {
                long wait = start + i * NANOS_PER_MESSAGE - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                publish((int) (i % DEVICES));
            }
            take(IN_FLIGHT);
            inFlight.release(IN_FLIGHT);
        } catch (MqttException e) {
            throw new IOException("the load generator cannot publish", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while publishing", e);
        }
    }

    private void publish(int device) throws MqttException, InterruptedException, IOException {
        take(1);
        long now = System.currentTimeMillis();
        sequence++;
        String metrics =
                isProbe(device)
                        ? String.format(
                                Locale.ROOT, "\"%s\":%.3f", PROBE_METRIC, now / MILLIS_PER_SECOND)
                        : "\"temperature\":21.5,\"humidity\":40.25,\"battery\":3.7";
        String payload =
                "{\"seq\":%d,\"ts\":%d,\"boot_id\":\"b1\",\"metrics\":{%s}}"
                        .formatted(sequence, now, metrics);
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        client.publish(
                "acme/hall-1/thermostat/" + deviceId(device) + "/reading",
                message,
                null,
                new Acknowledgement());
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
    public void close() throws IOException {
        MqttClients.end(client);
    }

    private final class Acknowledgement implements MqttActionListener {
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
