package io.fleetstream.benchmarks.alarms;

import io.fleetstream.benchmarks.bridge.MqttClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * The devices' ears: one connection that hears every alert, and what is published straight to it.
 * Arrays are indexed by reading; -1 stands for what has not come.
 */
final class Alerts implements MqttCallback, AutoCloseable {
    static final String ECHO = "bench/alarms/echo";

    private static final int RECEIVE_MAXIMUM = 1_000;
    private static final Pattern VALUE = Pattern.compile("\"value\":([-0-9.E]+)");

    private final MqttAsyncClient client;
    private final int first;
    private final long[] alertNanos;
    private final long[] echoNanos;
    private final CountDownLatch alerts;
    private final CountDownLatch echoes;

    /**
     * Alerts of so many readings.
     *
     * @param expected how many must come before the waiting ends
     */
    Alerts(String url, int first, int readings, int expected) throws IOException {
        this.first = first;
        alertNanos = missing(readings);
        echoNanos = missing(readings);
        alerts = new CountDownLatch(expected);
        echoes = new CountDownLatch(readings / Readings.ONE_ECHO_IN);
        try {
            client = MqttClients.client(url, "bench-alarm-ears");
            client.setCallback(this);
            client.connect(MqttClients.transientSession(RECEIVE_MAXIMUM))
                    .waitForCompletion(MqttClients.TIMEOUT.toMillis());
            client.subscribe(new String[] {Fleet.ALERTS, ECHO}, new int[] {1, 1})
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
                    alerts.await(limit.toMillis(), TimeUnit.MILLISECONDS)
                            && echoes.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!all) {
                throw new IOException(
                        "%d alerts and %d echoes have not come"
                                .formatted(alerts.getCount(), echoes.getCount()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while listening", e);
        }
    }

    /** Arrival of the first alert about each reading, by {@link System#nanoTime}. */
    long[] alertNanos() {
        return alertNanos;
    }

    /** Arrival of each echo. */
    long[] echoNanos() {
        return echoNanos;
    }

    private static long[] missing(int length) {
        long[] none = new long[length];
        Arrays.fill(none, -1);
        return none;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        long now = System.nanoTime();
        String text = new String(message.getPayload(), StandardCharsets.UTF_8);
        if (topic.equals(ECHO)) {
            echoNanos[Integer.parseInt(text)] = now;
            echoes.countDown();
            return;
        }
        Matcher matcher = VALUE.matcher(text);
        if (matcher.find()) {
            int index = Fleet.number(Double.parseDouble(matcher.group(1))) - first;
            // earlier readings have alerts as well
            if (index >= 0 && index < alertNanos.length && alertNanos[index] < 0) {
                alertNanos[index] = now;
                alerts.countDown();
            }
        }
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
