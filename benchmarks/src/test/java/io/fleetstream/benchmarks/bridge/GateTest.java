package io.fleetstream.benchmarks.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int GLIMPSE_MILLIS = 200;
    private static final int END = -1;

    private ServerSocket broker;
    private Gate gate;

    @BeforeEach
    void listen() throws IOException {
        broker = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        broker.setSoTimeout(PATIENCE_MILLIS);
        gate = new Gate();
        gate.leadTo("tcp://127.0.0.1:" + broker.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        gate.close();
        broker.close();
    }

    @Test
    void relaysBothWaysWhileOpen() throws IOException {
        try (Socket client = client();
                Socket behind = broker.accept()) {
            client.getOutputStream().write(1);
            assertThat(behind.getInputStream().read()).isEqualTo(1);
            behind.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void cutsConnectionsWhenShut() throws IOException {
        try (Socket client = client();
                Socket behind = broker.accept()) {
            gate.shut();

            assertThat(client.getInputStream().read()).isEqualTo(END);
            assertThat(behind.getInputStream().read()).isEqualTo(END);
        }
    }

    @Test
    void letsConnectionsWaitWhileShutInsteadOfTurningThemAway() throws IOException {
        gate.shut();
        try (Socket client = client()) {
            client.getOutputStream().write(1);
            client.setSoTimeout(GLIMPSE_MILLIS);
            // An end of the stream would be a hang-up, which clients answer with another attempt.
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.getInputStream().read());

            gate.open();

            try (Socket behind = broker.accept()) {
                assertThat(behind.getInputStream().read()).isEqualTo(1);
            }
        }
    }

    private Socket client() throws IOException {
        URI url = URI.create(gate.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }
}
