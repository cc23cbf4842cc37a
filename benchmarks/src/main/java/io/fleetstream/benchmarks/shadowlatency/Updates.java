package io.fleetstream.benchmarks.shadowlatency;

import io.fleetstream.benchmarks.bridge.MqttClients;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Somebody who desires something of a thousand things, evenly, so many times a second; every tenth
 * time something is published straight to the devices as well.
 */
final class Updates implements AutoCloseable {
    static final int THINGS = 1_000;
    static final int ONE_ECHO_IN = 10;

    private static final int PER_SECOND = 1_000;
    private static final int IN_FLIGHT = 800;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MqttAsyncClient client;
    private final long[] sentNanos;
    private final long[] sentMicros;
    private final long[] echoSentNanos;

    Updates(String url, int seconds) throws IOException {
        int updates = seconds * PER_SECOND;
        sentNanos = new long[updates];
        sentMicros = new long[updates];
        echoSentNanos = new long[updates];
        try {
            client = MqttClients.client(url, "bench-shadow-operator");
            client.connect(MqttClients.transientSession(IN_FLIGHT))
                    .waitForCompletion(MqttClients.TIMEOUT.toMillis());
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
        try {
            for (int number = 0; number < sentNanos.length; number++) {
                long due = start + number * (NANOS_PER_SECOND / PER_SECOND);
                for (long wait = due - System.nanoTime();
                        wait > 0;
                        wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                sentMicros[number] = Arrivals.epochMicros();
                sentNanos[number] = System.nanoTime();
                client.publish(
                        "$aws/things/" + thing(number) + "/shadow/update",
                        message(Numbered.update(number)));
                if (number % ONE_ECHO_IN == 0) {
                    echoSentNanos[number] = System.nanoTime();
                    client.publish(Arrivals.ECHO, message(Numbered.echo(number)));
                }
            }
        } catch (MqttException e) {
            throw new IOException("the load generator cannot publish", e);
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

    private static MqttMessage message(byte[] payload) {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        return message;
    }

    @Override
    public void close() throws IOException {
        MqttClients.end(client);
    }
}
