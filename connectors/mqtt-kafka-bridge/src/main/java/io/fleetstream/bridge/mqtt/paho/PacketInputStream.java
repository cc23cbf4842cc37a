package io.fleetstream.bridge.mqtt.paho;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Buffered input that follows MQTT's framing and keeps two things from Paho that it does not
 * survive.
 *
 * <p>A socket timeout inside a packet's first bytes: Paho begins the packet anew and reads on out
 * of step. Here the timeout shows only between packets. And text with control characters in a
 * PUBLISH: Paho's reading thread dies of it, and the broker sends the message again to every
 * connection that follows. Here such characters become question marks, see {@link PublishText}.
 *
 * <p>Without the buffer Paho makes five system calls per message.
 */
final class PacketInputStream extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CONTINUATION = 0x80;
    private static final int LONGEST_LENGTH_FIELD = 4;
    private static final int PUBLISH = 3;
    private static final int TIMEOUT = -2;
    private static final Duration UNTIL_SEEN = Duration.ofMillis(500);

    private final InputStream in;
    private final GrowingBytes head = new GrowingBytes();

    /** Bytes of the current packet that are still to come from the socket. */
    private long remaining;

    /** Whether a packet has come at all. */
    private boolean begun;

    PacketInputStream(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (head.isEmpty() && remaining == 0 && !beginPacket()) {
            return -1;
        }
        if (!head.isEmpty()) {
            return head.take(target, offset, length);
        }
        int count = in.read(target, offset, (int) Math.min(length, remaining));
        remaining -= Math.max(0, count);
        return count;
    }

    @Override
    public int available() throws IOException {
        return head.isEmpty() ? in.available() : head.size();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads the first bytes of a packet; false at the end of the stream. */
    private boolean beginPacket() throws IOException {
        int first = firstByte();
        if (first < 0) {
            return false;
        }
        begun = true;
        head.clear();
        head.add(first);
        int shift = 0;
        int part;
        do {
            part = readPatiently();
            head.add(part);
            remaining |= (long) (part & ~CONTINUATION) << shift;
            shift += 7;
        } while ((part & CONTINUATION) != 0 && shift < 7 * LONGEST_LENGTH_FIELD);
        if (first >> 4 == PUBLISH) {
            int qos = (first >> 1) & 3;
            new PublishText(head, this::nextOfPacket).clean(qos > 0);
        }
        return true;
    }

    private int firstByte() throws IOException {
        try {
            int first = in.read();
            if (first < 0) {
                letConnectSeeTheReader();
            }
            return first;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            letConnectSeeTheReader();
            throw e;
        }
    }

    /**
     * Paho's connecting thread waits in a loop, which nothing interrupts, until it has seen the
     * reading thread at work; one that ended sooner, because the broker hung up at once, would
     * leave it there for ever.
     */
    private void letConnectSeeTheReader() {
        if (!begun) {
            LockSupport.parkNanos(UNTIL_SEEN.toNanos());
        }
    }

    /** The next byte of this packet, for its head; -1 if the packet has no more. */
    private int nextOfPacket() throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int next = readPatiently();
        remaining--;
        head.add(next);
        return next;
    }

    private int readPatiently() throws IOException {
        int next = readOrTimeout();
        while (next == TIMEOUT) {
            // The rest is under way; if the connection is closed instead, reading says so.
            next = readOrTimeout();
        }
        if (next < 0) {
            throw new EOFException("connection closed inside a packet");
        }
        return next;
    }

    private int readOrTimeout() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            return TIMEOUT;
        }
    }
}
