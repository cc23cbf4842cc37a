package io.fleetstream.bridge.mqtt;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one client id connected: connects, waits until the connection is lost, connects again with
 * {@link Backoff}, without end. A link of its own per connection, on a thread of its own.
 */
public final class MqttSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);

    /** A connection that lived this long was a good one: the next back-off starts anew. */
    private static final Duration STABLE = Duration.ofSeconds(10);

    private final LinkSettings settings;
    private final MqttLink.Factory links;
    private final Supplier<ConnectionHandler> handlers;
    private final LinkMetrics metrics;
    private final Backoff delays;
    private final Thread thread;

    private final Object lock = new Object();
    // guarded by lock
    private boolean stopped;
    private Connection current;

    /** Prepares a session; {@link #start} connects. */
    public MqttSession(
            LinkSettings settings,
            MqttLink.Factory links,
            Supplier<ConnectionHandler> handlers,
            LinkMetrics metrics,
            Backoff delays) {
        this.settings = settings;
        this.links = links;
        this.handlers = handlers;
        this.metrics = metrics;
        this.delays = delays;
        this.thread = new Thread(this::run, "mqtt-session-" + settings.clientId());
    }

    /** Begins to connect; returns at once. */
    public void start() {
        thread.start();
    }

    /**
     * Ends the current connection and makes a new one.
     *
     * @param reason text for the log
     * @param backOff whether to wait before connecting again
     */
    public void reconnect(String reason, boolean backOff) {
        synchronized (lock) {
            if (current != null && !current.ended) {
                LOG.warn("{}: reconnecting: {}", settings.clientId(), reason);
                current.ended = true;
                current.backOff = backOff;
                lock.notifyAll();
            }
        }
    }

    /** Ends the connection, keeping the session at the broker, and waits until that is done. */
    @Override
    public void close() {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean wait = false;
            while (!isStopped()) {
                if (wait && pause(delays.next())) {
                    return;
                }
                wait = connectOnce();
            }
        } catch (InterruptedException e) {
            LOG.debug("session thread interrupted", e);
        }
    }

    /** One connection from beginning to end; returns whether to back off before the next. */
    private boolean connectOnce() throws InterruptedException {
        Connection connection = new Connection(handlers.get());
        MqttLink link = links.create(settings, connection);
        connection.handler.opening(link);
        ConnectAck ack;
        try {
            ack = link.connect();
        } catch (LinkException e) {
            metrics.connectFailed(e);
            LOG.warn("{}: no connection to {}: {}", settings.clientId(), url(), e.getMessage());
            return true;
        }
        long since = System.nanoTime();
        metrics.connected(ack.sessionPresent());
        LOG.info(
                "{}: connected to {}, session {}",
                settings.clientId(),
                url(),
                ack.sessionPresent() ? "resumed" : "new");
        synchronized (lock) {
            current = connection;
        }
        connection.handler.connected(ack);
        LinkLoss loss = awaitEnd(connection);
        link.disconnect();
        connection.handler.closed(loss);
        metrics.disconnected(loss);
        if (loss != null) {
            LOG.warn("{}: connection lost: {}", settings.clientId(), loss.message());
        }
        if (System.nanoTime() - since > STABLE.toNanos()) {
            delays.reset();
        }
        return connection.backOff;
    }

    private LinkLoss awaitEnd(Connection connection) throws InterruptedException {
        synchronized (lock) {
            while (!stopped && !connection.ended) {
                lock.wait();
            }
            current = null;
            return connection.loss;
        }
    }

    /** Waits; returns whether the session was stopped meanwhile. */
    private boolean pause(Duration delay) throws InterruptedException {
        long until = System.nanoTime() + delay.toNanos();
        synchronized (lock) {
            while (!stopped) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                lock.wait(left);
            }
            return true;
        }
    }

    private boolean isStopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    private String url() {
        return settings.mqtt().url();
    }

    private final class Connection implements MqttLink.Listener {
        private final ConnectionHandler handler;
        // guarded by lock
        private boolean ended;
        private boolean backOff = true;
        private LinkLoss loss;

        Connection(ConnectionHandler handler) {
            this.handler = handler;
        }

        @Override
        public void messageArrived(InboundMessage message) {
            handler.messageArrived(message);
        }

        @Override
        public void lost(LinkLoss why) {
            synchronized (lock) {
                loss = why;
                ended = true;
                lock.notifyAll();
            }
        }
    }
}
