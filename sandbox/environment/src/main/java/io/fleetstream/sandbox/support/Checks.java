package io.fleetstream.sandbox.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Smallest real requests, so that this library needs no client of each protocol. */
public final class Checks {
    private static final int TIMEOUT_MILLIS = 3000;
    private static final int CONNACK = 0x20;

    /** ApiVersions version 0, correlation id 1, no client id; preceded by its length. */
    private static final byte[] KAFKA_API_VERSIONS =
            ByteBuffer.allocate(14)
                    .putInt(10)
                    .putShort((short) 18)
                    .putShort((short) 0)
                    .putInt(1)
                    .putShort((short) -1)
                    .array();

    /** MQTT 3.1.1 CONNECT, clean session, keep alive 10 s, empty client id. */
    private static final byte[] MQTT_CONNECT = {
        0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 10, 0, 0
    };

    private Checks() {}

    /** Whether a Kafka broker on the port takes requests. */
    public static Check kafka(int port) {
        return () -> {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(KAFKA_API_VERSIONS);
                DataInputStream answer = new DataInputStream(socket.getInputStream());
                return answer.readInt() > 0 && answer.readInt() == 1;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Whether an MQTT broker on the port accepts connections. */
    public static Check mqtt(int port) {
        return () -> {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write(MQTT_CONNECT);
                return socket.getInputStream().read() == CONNACK;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Whether a ZooKeeper server on the port says it is well. */
    public static Check zooKeeper(int port) {
        return () -> {
            try (Socket socket = connect(port)) {
                socket.getOutputStream().write("ruok".getBytes(StandardCharsets.US_ASCII));
                byte[] answer = socket.getInputStream().readAllBytes();
                return "imok".equals(new String(answer, StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return false;
            }
        };
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }
}
