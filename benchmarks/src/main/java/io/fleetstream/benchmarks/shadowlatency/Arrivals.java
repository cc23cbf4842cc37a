package io.fleetstream.benchmarks.shadowlatency;

import io.fleetstream.benchmarks.bridge.MqttClients;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * The devices' ears: one connection that hears every delta, and what is published straight to it.
 * Arrays are indexed by the numbers of the messages; -1 stands for what has not come.
 */
final class Arrivals implements MqttCallback, AutoCloseable {
    static final String ECHO = "bench/shadow/echo";

    private static final String DELTAS = "$aws/things/+/shadow/update/delta";
    private static final int RECEIVE_MAXIMUM = 1_000;

    private final MqttAsyncClient client;
    private final long[] deltaNanos;
    private final long[] deltaMicros;
    private final long[] echoNanos;
    private final CountDownLatch deltas;
    private final CountDownLatch echoes;

    Arrivals(String url, int updates, int echoed) throws IOException {
        deltaNanos = missing(updates);
        deltaMicros = missing(updates);
        echoNanos = missing(updates);
        deltas = new CountDownLatch(updates);
        echoes = new CountDownLatch(echoed);
        try {
            client = MqttClients.client(url, "bench-shadow-devices");
            client.setCallback(this);
            client.connect(MqttClients.transientSession(RECEIVE_MAXIMUM))
                    .waitForCompletion(MqttClients.TIMEOUT.toMillis());
            client.subscribe(new String[] {DELTAS, ECHO}, new int[] {1, 1})
                    .waitForCompletion(MqttClients.TIMEOUT.toMillis());
        } catch (MqttException e) {
            throw new IOException("the devices cannot listen to " + url, e);
        }
    }

    /**
     * Waits for everything.
     *
     * @throws IOException if it has not come by then
     */
    void await(Duration limit) throws IOException {
        try {
            boolean all =
                    deltas.await(limit.toMillis(), TimeUnit.MILLISECONDS)
                            && echoes.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!all) {
                throw new IOException(
                        "%d deltas and %d echoes have not come"
                                .formatted(deltas.getCount(), echoes.getCount()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while listening", e);
        }
    }

    /** Arrival of the first delta of each update, by {@link System#nanoTime}. */
    long[] deltaNanos() {
        return deltaNanos;
    }

    /** The same in epoch microseconds. */
    long[] deltaMicros() {
        return deltaMicros;
    }

    /** Arrival of each echo, by {@link System#nanoTime}. */
    long[] echoNanos() {
        return echoNanos;
    }

    static long epochMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static long[] missing(int length) {
        long[] none = new long[length];
        Arrays.fill(none, -1);
        return none;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        long now = System.nanoTime();
        Numbered.of(message.getPayload())
                .ifPresent(
                        number -> {
                            if (topic.equals(ECHO)) {
                                echoNanos[number] = now;
                                echoes.countDown();
                            } else if (number < deltaNanos.length && deltaNanos[number] < 0) {
                                deltaNanos[number] = now;
                                deltaMicros[number] = epochMicros();
                                deltas.countDown();
                            }
                        });
    }

    @Override
    public void close() throws IOException {
        MqttClients.end(client);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
