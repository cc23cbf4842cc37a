package io.fleetstream.bridge.mqtt.paho;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Paho's way to the network, over TCP or TLS, with TCP_NODELAY, which Paho never sets (an
 * acknowledgement then waits for the broker's delayed one), and with {@link PacketInputStream}.
 */
final class BridgeNetworkModule implements NetworkModule {
    /** Paho's reading thread looks whether it shall stop after this time. */
    private static final int READ_TIMEOUT_MILLIS = 1000;

    private final URI uri;
    private final MqttConnectionOptions options;
    private final boolean tls;
    private Socket socket;
    private InputStream input;

    BridgeNetworkModule(URI uri, MqttConnectionOptions options, boolean tls) {
        this.uri = uri;
        this.options = options;
        this.tls = tls;
    }

    @Override
    public void start() throws IOException, MqttException {
        int timeout = options.getConnectionTimeout() * 1000;
        Socket plain = new Socket();
        socket = plain;
        plain.setTcpNoDelay(true);
        try {
            plain.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), timeout);
        } catch (ConnectException e) {
            throw new MqttException(MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR, e);
        }
        if (tls) {
            plain.setSoTimeout(timeout);
            socket = handshake(plain);
        }
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        input = new PacketInputStream(socket.getInputStream());
    }

    private Socket handshake(Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) options.getSocketFactory();
        SSLSocket secure =
                (SSLSocket) factory.createSocket(plain, uri.getHost(), uri.getPort(), true);
        if (options.isHttpsHostnameVerificationEnabled()) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
        }
        secure.startHandshake();
        return secure;
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void stop() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public String getServerURI() {
        return uri.toString();
    }
}
