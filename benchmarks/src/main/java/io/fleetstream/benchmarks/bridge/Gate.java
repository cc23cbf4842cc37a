package io.fleetstream.benchmarks.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP relay on 127.0.0.1 that can be shut: a client behind it stays the warm process it is while
 * the broker queues for its session. A shut gate lets new connections wait, unanswered, until it
 * opens: turned away, the client would try again and again, and its failures would be in its
 * figures.
 */
final class Gate implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Socket> waiting = new ArrayList<>();
    private volatile InetSocketAddress target;
    private boolean shut;

    /** Listens on a free port, open once there is a target. */
    Gate() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        daemon("gate", this::accept);
    }

    /** Address for the client, {@code tcp://host:port}. */
    String url() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** Where new connections lead, {@code tcp://host:port}. */
    void leadTo(String url) {
        URI uri = URI.create(url);
        target = new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** Cuts all connections; new ones wait. */
    synchronized void shut() {
        shut = true;
        open.forEach(Gate::closeQuietly);
        open.clear();
    }

    /** Lets those in who wait, and whoever comes. */
    void open() {
        List<Socket> admitted;
        synchronized (this) {
            shut = false;
            admitted = List.copyOf(waiting);
            waiting.clear();
        }
        admitted.forEach(this::admit);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                admit(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException("the gate cannot accept", e);
                }
            }
        }
    }

    private void admit(Socket client) {
        Socket broker = new Socket();
        try {
            if (!register(client, broker)) {
                return;
            }
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            broker.connect(target);
            daemon("gate-up", () -> relay(client, broker));
            daemon("gate-down", () -> relay(broker, client));
        } catch (IOException e) {
            // To the client it looks like a broker that hangs up: it will try again.
            drop(client, broker);
        }
    }

    /** Whether the two may be connected now; the client waits otherwise. */
    private synchronized boolean register(Socket client, Socket broker) {
        if (shut || target == null) {
            waiting.add(client);
            return false;
        }
        open.add(client);
        open.add(broker);
        return true;
    }

    private void relay(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other side, or the gate, has ended the connection; both ends follow.
            drop(from, to);
        }
        drop(from, to);
    }

    private void drop(Socket one, Socket other) {
        open.remove(one);
        open.remove(other);
        closeQuietly(one);
        closeQuietly(other);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket cannot be closed", e);
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        shut();
        synchronized (this) {
            waiting.forEach(Gate::closeQuietly);
        }
    }
}
