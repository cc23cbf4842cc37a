package io.fleetstream.bridge;

import io.fleetstream.bridge.config.BridgeConfig;
import io.fleetstream.bridge.downlink.Downlink;
import io.fleetstream.bridge.http.Health;
import io.fleetstream.bridge.http.HttpEndpoint;
import io.fleetstream.bridge.kafka.KafkaProbe;
import io.fleetstream.bridge.mqtt.MqttLink;
import io.fleetstream.bridge.uplink.Uplink;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;

/**
 * The whole bridge: uplink, downlink, probe and endpoint. Started once, closed once; closing keeps
 * the MQTT session, so that the next start goes on where this one ended.
 */
public final class Bridge implements AutoCloseable {
    /** Kafka counts as reachable for this long after an answer. */
    private static final Duration REACHABLE = Duration.ofSeconds(15);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final KafkaProbe probe;
    private final Uplink uplink;
    private final Downlink downlink;
    private final HttpEndpoint http;

    /**
     * Binds the endpoint; {@link #start} connects.
     *
     * @throws IOException if the endpoint's address cannot be bound
     */
    public Bridge(BridgeConfig config, MqttLink.Factory links) throws IOException {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        probe = new KafkaProbe(config);
        uplink = new Uplink(config, links, registry, probe);
        downlink =
                config.downlink().enabled()
                        ? new Downlink(config, links, registry, uplink.answers())
                        : null;
        http = new HttpEndpoint(config.http(), this::health, registry::scrape);
    }

    /** Connects to both sides; returns at once and never gives up. */
    public void start() {
        probe.start();
        uplink.start();
        if (downlink != null) {
            downlink.start();
        }
    }

    /** Port of the health and metrics endpoint. */
    public int httpPort() {
        return http.port();
    }

    /** State at this moment. */
    public Health health() {
        return new Health(
                uplink.isConnected(),
                downlink == null || downlink.isConnected(),
                probe.answeredWithin(REACHABLE) || uplink.kafkaAnsweredWithin(REACHABLE),
                uplink.inFlightMessages(),
                uplink.inFlightBytes(),
                uplink.refusedTopics());
    }

    /** Finishes what is under way, within the shutdown timeout, and disconnects. */
    @Override
    public void close() {
        if (downlink != null) {
            downlink.close();
        }
        uplink.close();
        probe.close();
        http.close();
        registry.close();
    }
}
