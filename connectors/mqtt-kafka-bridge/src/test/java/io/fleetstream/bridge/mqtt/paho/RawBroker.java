package io.fleetstream.bridge.mqtt.paho;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A broker's end of one connection, byte by byte: takes CONNECT, sends what it is told to. */
final class RawBroker implements AutoCloseable {
    private static final int CONNECT = 1;
    private static final int PUBACK = 4;
    private static final int PINGREQ = 12;
    private static final int RECEIVE_MAXIMUM = 0x21;

    private final ServerSocket server;
    private final Thread thread = new Thread(this::serve, "raw-broker");
    private final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    private final CountDownLatch pinged = new CountDownLatch(1);
    private volatile int receiveMaximum;
    private volatile Socket socket;

    RawBroker() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** What CONNECT said. */
    int receiveMaximum() {
        return receiveMaximum;
    }

    /** Packet identifiers of the PUBACKs in their order. */
    List<Integer> acknowledged() {
        return acknowledged;
    }

    /** Publishes an empty message to topic t at QoS 1. */
    void publish(int packetId) throws IOException {
        send(0x32, 0, 1, 't', packetId >> 8, packetId & 0xFF, 0);
    }

    void awaitPing(Duration deadline) throws InterruptedException {
        if (!pinged.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("no PINGREQ");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private void serve() {
        try {
            socket = server.accept();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int type = in.readUnsignedByte() >> 4;
                byte[] body = new byte[length(in)];
                in.readFully(body);
                answer(type, ByteBuffer.wrap(body));
            }
        } catch (IOException e) {
            // The test is over.
            pinged.countDown();
        }
    }

    private void answer(int type, ByteBuffer body) throws IOException {
        if (type == CONNECT) {
            // protocol name, version, flags, keep-alive; then the properties
            body.position(10);
            int end = body.get() + body.position();
            while (body.position() < end) {
                property(body);
            }
            send(0x20, 0, 0, 0);
        } else if (type == PUBACK) {
            acknowledged.add((int) body.getShort());
        } else if (type == PINGREQ) {
            send(0xD0);
            pinged.countDown();
        }
    }

    private void property(ByteBuffer body) {
        int id = body.get();
        switch (id) {
            case RECEIVE_MAXIMUM -> receiveMaximum = Short.toUnsignedInt(body.getShort());
            case 0x22 -> body.getShort();
            case 0x11, 0x27 -> body.getInt();
            case 0x17, 0x19 -> body.get();
            default -> throw new IllegalStateException("property " + id);
        }
    }

    private void send(int first, int... rest) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(2 + rest.length);
        packet.put((byte) first).put((byte) rest.length);
        for (int next : rest) {
            packet.put((byte) next);
        }
        OutputStream out = socket.getOutputStream();
        out.write(packet.array());
        out.flush();
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int part;
        do {
            part = in.readUnsignedByte();
            length |= (part & 0x7F) << shift;
            shift += 7;
        } while ((part & 0x80) != 0);
        return length;
    }
}
