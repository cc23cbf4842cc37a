package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.Backoff;
import io.fleetstream.bridge.mqtt.ConnectionHandler;
import io.fleetstream.bridge.mqtt.LinkMetrics;
import io.fleetstream.bridge.mqtt.LinkSettings;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.mqtt.MqttSession;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** MQTT to Kafka: at least once at QoS 1, in the order each device published. */
public final class Uplink implements AutoCloseable {
    private static final Duration RESUBSCRIBE = Duration.ofSeconds(60);
    private static final Duration DRAIN_CHECK = Duration.ofMillis(50);

    private final BridgeConfig config;
    private final UplinkParts parts;
    private final MqttSession session;
    private final Heartbeats heartbeats;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "uplink-timer"));
    private volatile UplinkConnection connection;
    private volatile boolean closing;

    /**
     * Prepares the uplink; {@link #start} connects.
     *
     * @param partitions partition counts of Kafka topics as far as known; must not block
     */
    public Uplink(
            BridgeConfig config,
            MqttLink.Factory links,
            MeterRegistry registry,
            Supplier<Map<String, Integer>> partitions) {
        this.config = config;
        Clock clock = Clock.systemUTC();
        UplinkMetrics metrics = new UplinkMetrics(registry);
        parts =
                new UplinkParts(
                        new Router(config.routes(), config.uplink().unroutedTopic(), metrics),
                        new RecordMapper(clock),
                        new InFlightBudget(
                                config.uplink().maxInFlight(), config.uplink().maxInFlightBytes()),
                        new KafkaPump(this::newProducer, metrics, this::kafkaFailed),
                        metrics,
                        new LinkMetrics(registry, "uplink"));
        session =
                new MqttSession(
                        new LinkSettings(
                                config.mqtt(),
                                config.mqtt().clientId(),
                                config.mqtt().sessionExpiry()),
                        links,
                        this::newConnection,
                        parts.linkMetrics(),
                        new Backoff(
                                config.mqtt().reconnectInitialDelay(),
                                config.mqtt().reconnectMaxDelay(),
                                RandomGenerator.getDefault()));
        heartbeats = new Heartbeats(config.heartbeat(), partitions, parts.pump(), metrics, clock);
        InFlightBudget budget = parts.budget();
        Gauge.builder("fleet.bridge.in.flight.messages", budget, InFlightBudget::messages)
                .description("accepted from MQTT and not yet in Kafka")
                .register(registry);
        Gauge.builder("fleet.bridge.in.flight.bytes", budget, InFlightBudget::bytes)
                .description("size of what is accepted from MQTT and not yet in Kafka")
                .register(registry);
    }

    /** Connects and goes on until closed. */
    public void start() {
        parts.pump().start();
        session.start();
        if (config.heartbeat().enabled()) {
            long millis = config.heartbeat().interval().toMillis();
            var unused =
                    timer.scheduleAtFixedRate(
                            () -> heartbeats.tick(connection),
                            millis,
                            millis,
                            TimeUnit.MILLISECONDS);
        }
        var unused =
                timer.scheduleWithFixedDelay(
                        this::resubscribe,
                        RESUBSCRIBE.toMillis(),
                        RESUBSCRIBE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Whether the connection to the broker is up and every route is subscribed. */
    public boolean isConnected() {
        UplinkConnection now = connection;
        return now != null && now.isReady();
    }

    /** Messages accepted and not yet in Kafka. */
    public int inFlightMessages() {
        return parts.budget().messages();
    }

    /** Size of these messages. */
    public long inFlightBytes() {
        return parts.budget().bytes();
    }

    /** Whether Kafka acknowledged a record within this time. */
    public boolean kafkaAnsweredWithin(Duration age) {
        return parts.pump().succeededWithin(age);
    }

    /** Stops taking messages, waits until those taken are acknowledged, then disconnects. */
    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
        UplinkConnection last = connection;
        if (last != null) {
            last.stopTaking();
            awaitDrained(last);
        }
        session.close();
        parts.pump().close();
    }

    private void awaitDrained(UplinkConnection last) {
        long until = System.nanoTime() + config.shutdownTimeout().toNanos();
        try {
            while (!(last.isDrained() && parts.budget().messages() == 0)
                    && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(DRAIN_CHECK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ConnectionHandler newConnection() {
        UplinkConnection next = new UplinkConnection(parts, this::drained);
        connection = next;
        return next;
    }

    /** A connection that left messages to the broker has nothing more to acknowledge. */
    private void drained(UplinkConnection which) {
        if (closing || which != connection) {
            return;
        }
        session.reconnect("to fetch what was left to the broker", !parts.budget().isRelaxed());
    }

    private void kafkaFailed() {
        UplinkConnection now = connection;
        if (now != null) {
            now.abandon();
        }
        session.reconnect("Kafka refused a record", true);
    }

    private void resubscribe() {
        UplinkConnection now = connection;
        if (now != null && now.isRefused()) {
            now.subscribe();
        }
    }

    private Producer<byte[], byte[]> newProducer() {
        return new KafkaProducer<>(
                ProducerSettings.of(config.kafka(), config.mqtt().clientId()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
