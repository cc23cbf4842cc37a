package io.fleetstream.benchmarks.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Paho clients, set up alike. */
public final class MqttClients {
    /** Longest wait for one answer of the broker. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final long SESSION_SECONDS = Duration.ofHours(4).toSeconds();
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");

    static {
        // Its stack traces of ordinary events would stand between the lines of progress.
        PAHO.setLevel(Level.OFF);
    }

    private MqttClients() {}

    /** A client that has not connected yet. */
    public static MqttAsyncClient client(String url, String clientId) throws MqttException {
        return new MqttAsyncClient(url, clientId, new MemoryPersistence());
    }

    /** Options of a session the broker keeps while the client is away. */
    static MqttConnectionOptions persistent(int receiveMaximum) {
        MqttConnectionOptions options = options(receiveMaximum);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        return options;
    }

    /** Options of a session that ends with its connection. */
    public static MqttConnectionOptions transientSession(int receiveMaximum) {
        MqttConnectionOptions options = options(receiveMaximum);
        options.setCleanStart(true);
        return options;
    }

    private static MqttConnectionOptions options(int receiveMaximum) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setReceiveMaximum(receiveMaximum);
        options.setTopicAliasMaximum(0);
        options.setSocketFactory(new FastSockets());
        return options;
    }

    /** Says DISCONNECT and frees the client's threads. */
    public static void end(MqttAsyncClient client) throws IOException {
        try {
            client.disconnect().waitForCompletion(TIMEOUT.toMillis());
            client.close();
        } catch (MqttException e) {
            throw new IOException("an MQTT client cannot disconnect", e);
        }
    }
}
