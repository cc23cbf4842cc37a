package io.fleetstream.bridge.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Makes plain Paho clients: the devices of the tests. */
final class MqttTestClient {
    private static final long TIMEOUT_MILLIS = 30_000;

    private MqttTestClient() {}

    static MqttAsyncClient connect(String url, String clientId) throws MqttException {
        return connect(url, clientId, null);
    }

    /** Connects; with a listener for messages, the session is kept for a while. */
    static MqttAsyncClient connect(String url, String clientId, IMqttMessageListener listener)
            throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        if (listener != null) {
            client.setCallback(new MessagesOnly(listener));
        }
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(listener == null);
        options.setSessionExpiryInterval(listener == null ? 0L : 3600L);
        options.setSocketFactory(new NoDelay());
        client.connect(options).waitForCompletion(TIMEOUT_MILLIS);
        return client;
    }

    static void close(MqttAsyncClient client) throws MqttException {
        client.disconnectForcibly(0, 1000, false);
    }

    private static final class MessagesOnly implements MqttCallback {
        private final IMqttMessageListener listener;

        MessagesOnly(IMqttMessageListener listener) {
            this.listener = listener;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            listener.messageArrived(topic, message);
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

    private static final class NoDelay extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort)
                throws IOException {
            return new Socket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                throws IOException {
            return new Socket(host, port, local, localPort);
        }
    }
}
