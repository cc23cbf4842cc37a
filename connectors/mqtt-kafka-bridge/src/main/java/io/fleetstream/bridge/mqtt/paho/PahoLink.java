package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.mqtt.ConnectAck;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.LinkException;
import io.fleetstream.bridge.mqtt.LinkLoss;
import io.fleetstream.bridge.mqtt.LinkSettings;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.OutboundMessage;
import io.fleetstream.bridge.mqtt.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.TimerPingSender;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MqttLink} on a Paho client of its own. Paho's automatic reconnect is off: it would carry
 * packet identifiers and half-sent messages of one connection into the next.
 */
public final class PahoLink implements MqttLink {
    private static final Logger LOG = LoggerFactory.getLogger(PahoLink.class);

    /** Time for acknowledgements that are queued, and for the DISCONNECT itself. */
    private static final Duration QUIESCE = Duration.ofSeconds(1);

    /** Receiver, sender, callback, ping and the connect itself. */
    private static final int THREADS = 8;

    private final LinkSettings settings;
    private final Listener listener;
    private final AtomicBoolean lossReported = new AtomicBoolean();

    // Our own, because Paho leaves its threads behind when a connect fails half-way.
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(THREADS);

    private final MqttAsyncClient client;

    /** This side ended the connection, or gave up making it. */
    private volatile boolean closing;

    /** Held for reading while the client is used, for writing while it is closed. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    // guarded by use
    private boolean released;

    static {
        // Paho logs every lost connection with a stack trace; this class reports each one.
        java.util.logging.Logger.getLogger("org.eclipse.paho")
                .setLevel(java.util.logging.Level.OFF);
    }

    /** Makes a link that has not connected yet. */
    public PahoLink(LinkSettings settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
        try {
            client =
                    new MqttAsyncClient(
                            BridgeNetworkModuleFactory.url(settings.mqtt().url()),
                            settings.clientId(),
                            new MemoryPersistence(),
                            new TimerPingSender(executor),
                            executor);
        } catch (MqttException e) {
            throw new IllegalArgumentException("client id or URL is not accepted", e);
        }
        client.setManualAcks(true);
        client.setCallback(new PahoCallback(this));
    }

    @Override
    public ConnectAck connect() throws LinkException {
        try {
            IMqttToken token = client.connect(ConnectOptions.of(settings));
            // TCP, TLS and CONNACK have one timeout each inside Paho.
            token.waitForCompletion(settings.mqtt().connectTimeout().multipliedBy(3).toMillis());
            MqttProperties limits = token.getResponseProperties();
            return new ConnectAck(
                    token.getSessionPresent(), receiveMaximum(limits), maximumPacketSize(limits));
        } catch (MqttException e) {
            disconnect();
            boolean fromBroker = e.getReasonCode() >= 128 && e.getReasonCode() < 256;
            throw new LinkException(PahoErrors.describe(e), e.getReasonCode(), fromBroker, e);
        }
    }

    @Override
    public void subscribe(List<Subscription> subscriptions, IntConsumer results)
            throws LinkException {
        MqttSubscription[] filters =
                subscriptions.stream().map(PahoMessages::filter).toArray(MqttSubscription[]::new);
        try {
            client.subscribe(
                    filters, null, new SubscribeOutcome(this, results), new MqttProperties());
        } catch (MqttException e) {
            throw new LinkException(PahoErrors.describe(e), e.getReasonCode(), false, e);
        }
    }

    @Override
    public void acknowledge(InboundMessage message) {
        if (message.qos() == 0) {
            return;
        }
        use.readLock().lock();
        try {
            if (!closing) {
                client.messageArrivedComplete(message.packetId(), message.qos());
            }
        } catch (MqttException e) {
            // The broker will send the message again to the next connection.
            LOG.debug("acknowledgement not sent", e);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void publish(OutboundMessage message, PublishListener outcome) throws LinkException {
        use.readLock().lock();
        try {
            if (closing) {
                throw new LinkException("not connected", 0, false, null);
            }
            client.publish(
                    message.topic(),
                    PahoMessages.outbound(message),
                    null,
                    new PublishOutcome(outcome));
        } catch (MqttException e) {
            throw new LinkException(PahoErrors.describe(e), e.getReasonCode(), false, e);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void disconnect() {
        if (closing) {
            return;
        }
        closing = true;
        boolean orderly = client.isConnected();
        try {
            if (orderly) {
                client.disconnect(QUIESCE.toMillis())
                        .waitForCompletion(QUIESCE.multipliedBy(2).toMillis());
            }
        } catch (MqttException e) {
            LOG.debug("DISCONNECT not sent", e);
        }
        try {
            if (!orderly || client.isConnected()) {
                client.disconnectForcibly(0, QUIESCE.toMillis(), false);
            }
        } catch (MqttException e) {
            LOG.debug("connection was closed before", e);
        }
        release();
    }

    /** Frees the client's threads; a closed client must not be touched, so users are waited for. */
    private void release() {
        use.writeLock().lock();
        try {
            if (!released) {
                released = true;
                client.close(true);
            }
        } catch (MqttException e) {
            LOG.debug("client not closed", e);
        } finally {
            executor.shutdownNow();
            use.writeLock().unlock();
        }
    }

    /** Hands a message on; called by Paho's callback thread. */
    void arrived(InboundMessage message) {
        listener.messageArrived(message);
    }

    /** Reports the end of the connection once. */
    void lost(LinkLoss loss) {
        if (!closing && lossReported.compareAndSet(false, true)) {
            listener.lost(loss);
        }
    }

    private static int receiveMaximum(MqttProperties limits) {
        Integer given = limits == null ? null : limits.getReceiveMaximum();
        return given == null ? 65535 : given;
    }

    private static long maximumPacketSize(MqttProperties limits) {
        Long given = limits == null ? null : limits.getMaximumPacketSize();
        return given == null ? ConnectAck.LARGEST_PACKET : given;
    }
}
