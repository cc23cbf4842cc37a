package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.config.RouteConfig;
import io.fleetstream.bridge.metrics.UplinkMetrics;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.requests.RequestAnswers;
import io.fleetstream.bridge.requests.UnansweredRequests;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** MQTT to Kafka: at least once at QoS 1, in the order each device published. */
public final class Uplink implements AutoCloseable {
    private static final Duration RESUBSCRIBE = Duration.ofSeconds(60);
    private static final Duration FOR_THE_REST = Duration.ofSeconds(2);
    private static final Duration LOOK_AFTER = Duration.ofMillis(500);

    private final BridgeConfig config;
    private final KafkaView kafka;
    private final TopicHealth topics;
    private final IntakeGovernor governor;
    private final UplinkParts parts;
    private final RequestAnswers answers;
    private final Intakes intakes;
    private final Heartbeats heartbeats;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "uplink-timer"));

    /** Prepares the uplink; {@link #start} connects. */
    public Uplink(
            BridgeConfig config, MqttLink.Factory links, MeterRegistry registry, KafkaView kafka) {
        this.config = config;
        this.kafka = kafka;
        Clock clock = Clock.systemUTC();
        UplinkMetrics metrics = new UplinkMetrics(registry);
        topics = new TopicHealth(config.uplink().parkingTopic(), config.uplink().parkAfter());
        governor = new IntakeGovernor(config.uplink().intake(), registry, System.nanoTime());
        KafkaPump pump =
                new KafkaPump(this::newProducer, metrics, topics, governor, this::kafkaFailed);
        UnansweredRequests requests = new UnansweredRequests(config.uplink().answerTimeout());
        Router router = new Router(countable(config), config.uplink().unroutedTopic(), metrics);
        answers = new RequestAnswers(router, requests);
        parts =
                new UplinkParts(
                        router,
                        new RecordMapper(clock, requests),
                        new InFlightBudget(
                                config.uplink().maxInFlight(), config.uplink().maxInFlightBytes()),
                        pump,
                        metrics);
        intakes = new Intakes(config, links, parts, registry);
        heartbeats = new Heartbeats(config.heartbeat(), kafka::partitions, pump, metrics, clock);
        new UplinkGauges(config, parts.budget(), topics, requests).register(registry);
    }

    /** Connects and goes on until closed. */
    public void start() {
        parts.pump().start();
        intakes.start();
        if (config.heartbeat().enabled()) {
            every(config.heartbeat().interval(), this::beat);
        }
        every(LOOK_AFTER, this::lookAfterKafka);
        every(RESUBSCRIBE, () -> intakes.forEach(Intake::resubscribe));
    }

    /** Whether the connection to the broker is up and every route is subscribed. */
    public boolean isConnected() {
        return intakes.areReady();
    }

    /** Has to be told what the downlink publishes. */
    public RequestAnswers answers() {
        return answers;
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

    /** Kafka topics that are refused, each with the reason. */
    public Map<String, String> refusedTopics() {
        return topics.refusals();
    }

    /** Stops taking messages, waits until those taken are acknowledged, then disconnects. */
    @Override
    public void close() {
        timer.shutdownNow();
        intakes.close();
        awaitTheRest();
        parts.pump().close();
    }

    /** What nobody waits for may still be on its way. */
    private void awaitTheRest() {
        long until = System.nanoTime() + FOR_THE_REST.toNanos();
        try {
            while (parts.budget().messages() > 0 && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void every(Duration interval, Runnable task) {
        var unused =
                timer.scheduleAtFixedRate(
                        task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The routes; none of them counted if another bridge may publish the answers: what this one
     * never sees answered would seem to be in flight.
     */
    private static List<RouteConfig> countable(BridgeConfig config) {
        return config.downlink().enabled() && config.mqtt().sharedGroup().isEmpty()
                ? config.routes()
                : config.routes().stream().map(RouteConfig::uncounted).toList();
    }

    private void beat() {
        heartbeats.tick(intakes.own().connection());
    }

    private void lookAfterKafka() {
        long now = System.nanoTime();
        topics.described(kafka.refusedTopics(), now);
        governor.judge(now);
    }

    private void kafkaFailed() {
        intakes.forEach(intake -> intake.startOver("Kafka refused a record"));
    }

    private Producer<byte[], byte[]> newProducer() {
        return new KafkaProducer<>(
                ProducerSettings.of(config.kafka(), config.mqtt().clientId()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
