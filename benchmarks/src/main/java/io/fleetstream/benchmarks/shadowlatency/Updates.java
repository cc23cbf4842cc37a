package io.fleetstream.benchmarks.shadowlatency;

import io.fleetstream.benchmarks.bridge.AwaitedPublisher;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Somebody who desires something of a thousand things, evenly, so many times a second; every tenth
 * time something is published straight to the devices as well. Time counts from when a message was
 * due, so that waiting for a slow broker is part of its delay.
 */
final class Updates implements AutoCloseable {
    static final int THINGS = 1_000;
    static final int ONE_ECHO_IN = 10;

    private static final int PER_SECOND = 1_000;
    private static final int IN_FLIGHT = 400;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;

    private final AwaitedPublisher publisher;
    private final long[] sentNanos;
    private final long[] sentMicros;
    private final long[] echoSentNanos;

    Updates(String url, int seconds) throws IOException {
        int updates = seconds * PER_SECOND;
        sentNanos = new long[updates];
        sentMicros = new long[updates];
        echoSentNanos = new long[updates];
        try {
            publisher = new AwaitedPublisher(url, "bench-shadow-operator", IN_FLIGHT);
        } catch (MqttException e) {
            throw new IOException("the load generator cannot connect to " + url, e);
        }
    }

    int count() {
        return sentNanos.length;
    }

    static String thing(int number) {
        return "lat-" + number % THINGS;
    }

    /** Publishes all of them; takes as long as was said, unless the broker is slower. */
    void publish() throws IOException {
        long start = System.nanoTime();
        long startMicros = Arrivals.epochMicros();
        try {
            for (int number = 0; number < sentNanos.length; number++) {
                long due = start + number * (NANOS_PER_SECOND / PER_SECOND);
                for (long wait = due - System.nanoTime();
                        wait > 0;
                        wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                sentMicros[number] = startMicros + (due - start) / NANOS_PER_MICRO;
                sentNanos[number] = due;
                publisher.publish(
                        "$aws/things/" + thing(number) + "/shadow/update", Numbered.update(number));
                if (number % ONE_ECHO_IN == 0) {
                    echoSentNanos[number] = due;
                    publisher.publish(Arrivals.ECHO, Numbered.echo(number));
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

    /** From publication to arrival of a delta; negative for what never came. */
    Delays toDelta(Arrivals arrivals) {
        return delays(sentNanos, arrivals.deltaNanos());
    }

    /** The same for what was published straight to the devices. */
    Delays toEcho(Arrivals arrivals) {
        return delays(echoSentNanos, arrivals.echoNanos());
    }

    /** When each was published, epoch microseconds. */
    long[] sentMicros() {
        return sentMicros;
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
