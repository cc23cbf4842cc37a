package io.fleetstream.benchmarks.alarms;

import io.fleetstream.benchmarks.bridge.AwaitedPublisher;
import io.fleetstream.benchmarks.shadowlatency.Delays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * The devices' mouths: each sends once a second, evenly; with every tenth reading something is
 * published straight to the devices as well. Time counts from when a message was due, so that
 * waiting for a slow broker is part of its delay.
 */
final class Readings implements AutoCloseable {
    static final int ONE_ECHO_IN = 10;

    private static final int IN_FLIGHT = 400;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final AwaitedPublisher publisher;
    private final long[] sentNanos;
    private final long[] echoSentNanos;
    private final int first;

    /**
     * Readings of so many seconds.
     *
     * @param first number of the first one: alarms remember those before
     */
    Readings(String url, int first, int seconds) throws IOException {
        this.first = first;
        sentNanos = new long[seconds * Fleet.DEVICES];
        echoSentNanos = new long[sentNanos.length];
        try {
            publisher = new AwaitedPublisher(url, "bench-alarm-devices", IN_FLIGHT);
        } catch (MqttException e) {
            throw new IOException("the load generator cannot connect to " + url, e);
        }
    }

    int count() {
        return sentNanos.length;
    }

    /** Publishes all of them; takes as long as was said, unless the broker is slower. */
    void publish() throws IOException {
        long start = System.nanoTime();
        try {
            for (int index = 0; index < sentNanos.length; index++) {
                long due = start + index * (NANOS_PER_SECOND / Fleet.DEVICES);
                for (long wait = due - System.nanoTime();
                        wait > 0;
                        wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                sentNanos[index] = due;
                publisher.publish(Fleet.topic((first + index) % Fleet.DEVICES), reading(index));
                if (index % ONE_ECHO_IN == 0) {
                    echoSentNanos[index] = due;
                    publisher.publish(
                            Alerts.ECHO, Integer.toString(index).getBytes(StandardCharsets.UTF_8));
                }
            }
            publisher.awaitAll();
        } catch (MqttException e) {
            throw new IOException("the load generator cannot publish", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while publishing", e);
        }
    }

    /** From reading to alert, of those that came. */
    Delays toAlert(Alerts alerts) {
        return delays(sentNanos, alerts.alertNanos());
    }

    /** The same for what was published straight to the devices. */
    Delays toEcho(Alerts alerts) {
        return delays(echoSentNanos, alerts.echoNanos());
    }

    private byte[] reading(int index) {
        int number = first + index;
        return String.format(
                        Locale.ROOT,
                        "{\"seq\":%d,\"ts\":%d,\"metrics\":{\"temperature\":%.1f}}",
                        number / Fleet.DEVICES,
                        System.currentTimeMillis(),
                        Fleet.value(number))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Delays delays(long[] from, long[] to) {
        long[] delays = new long[from.length];
        for (int i = 0; i < delays.length; i++) {
            delays[i] = to[i] < 0 ? -1 : to[i] - from[i];
        }
        return Delays.of(delays);
    }

    @Override
    public void close() throws IOException {
        publisher.close();
    }
}
