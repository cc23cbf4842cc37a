package io.fleetstream.bridge.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;

/**
 * Publishes very many numbered messages at QoS 1 over one socket, as fast as the broker takes them;
 * a client library would take longer than the broker.
 */
final class Backlog {
    private static final int WINDOW = 900;
    private static final int PACKETS_PER_WRITE = 100;
    private static final int DEVICES = 1000;

    private Backlog() {}

    /** Returns when the broker has acknowledged every message. */
    static void publish(int port, int messages) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            out.write(connect());
            // CONNACK of MQTT 3.1.1: four bytes, the last is the code
            if (in.readInt() << 24 != 0) {
                throw new IOException("the broker refused the connection");
            }
            Semaphore window = new Semaphore(WINDOW);
            Thread acknowledgements = new Thread(() -> read(in, messages, window), "pubacks");
            acknowledgements.start();
            ByteBuffer packets = ByteBuffer.allocate(PACKETS_PER_WRITE * 128);
            for (int k = 0; k < messages; k++) {
                if (packets.remaining() < 128 || !window.tryAcquire()) {
                    out.write(packets.array(), 0, packets.position());
                    packets.clear();
                    window.acquire();
                }
                put(packets, k);
            }
            out.write(packets.array(), 0, packets.position());
            acknowledgements.join();
        }
    }

    private static void read(DataInputStream in, int messages, Semaphore window) {
        try {
            for (int k = 0; k < messages; k++) {
                in.readInt();
                window.release();
            }
        } catch (IOException e) {
            // The publisher must not wait for ever; what is missing shows in the end.
            window.release(messages);
        }
    }

    private static byte[] connect() {
        byte[] clientId = "backlog".getBytes(UTF_8);
        ByteBuffer packet = ByteBuffer.allocate(14 + clientId.length);
        packet.put((byte) 0x10).put((byte) (12 + clientId.length));
        packet.putShort((short) 4).put("MQTT".getBytes(UTF_8)).put((byte) 4).put((byte) 2);
        packet.putShort((short) 0);
        packet.putShort((short) clientId.length).put(clientId);
        return packet.array();
    }

    private static void put(ByteBuffer packets, int k) {
        byte[] topic = ("o/s/m/b" + k % DEVICES + "/reading").getBytes(UTF_8);
        byte[] payload = ("{\"seq\":" + k + "}").getBytes(UTF_8);
        packets.put((byte) 0x32).put((byte) (4 + topic.length + payload.length));
        packets.putShort((short) topic.length).put(topic);
        packets.putShort((short) (k % 65535 + 1)).put(payload);
    }
}
