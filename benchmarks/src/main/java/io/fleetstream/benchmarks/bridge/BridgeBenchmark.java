package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.kafka.TopicFiller;
import io.fleetstream.benchmarks.measure.Comparison;
import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Rounds;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the bridge costs per message, beside a subscriber that counts the same messages. Each round
 * is published while both are away and queued by the broker in their sessions; then one after the
 * other comes back and drains.
 */
public final class BridgeBenchmark implements Benchmark {
    private static final long MESSAGES = 100_000;
    private static final long QUICK_MESSAGES = 20_000;

    /** QoS 1 messages under way to each client. */
    private static final int RECEIVE_MAXIMUM = 1_000;

    private static final Duration LEAST_LIMIT = Duration.ofMinutes(3);
    private static final Duration LIMIT_PER_THOUSAND = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public String description() {
        return "MQTT bridge into Kafka beside an MQTT subscriber that only counts";
    }

    @Override
    public Outcome run(Run run) throws IOException {
        long messages = run.recordsOr(MESSAGES, QUICK_MESSAGES);
        try (Gate gate = new Gate();
                Sandbox sandbox = sandbox(run, gate)) {
            sandbox.start();
            // The bridge is subscribed; from here on it waits outside until it is its turn.
            gate.shut();
            List<Drain> drains;
            try {
                drains = drains(run, sandbox, gate, messages);
            } finally {
                // Who waits outside cannot take leave, and would be killed after a long grace.
                gate.open();
            }
            return new Outcome(
                    name(),
                    "message",
                    List.of(SubscriberContestant.NAME, BridgeContestant.NAME),
                    List.of(Comparison.toCeiling(BridgeContestant.NAME, SubscriberContestant.NAME)),
                    drains);
        }
    }

    private List<Drain> drains(Run run, Sandbox sandbox, Gate gate, long messages)
            throws IOException {
        Duration limit = LEAST_LIMIT.plus(LIMIT_PER_THOUSAND.multipliedBy(messages / 1_000));
        String broker = sandbox.mqtt().url();
        try (SubscriberContestant subscriber =
                        new SubscriberContestant(
                                broker, RECEIVE_MAXIMUM, messages, limit, sandbox.directory());
                Arrivals arrivals =
                        new Arrivals(sandbox.kafka().bootstrapServers(), Topics.TELEMETRY_RAW);
                LoadPublisher publisher = new LoadPublisher(broker)) {
            BridgeContestant bridge =
                    new BridgeContestant(
                            ProcessHandle.of(sandbox.service(Service.BRIDGE).pid()).orElseThrow(),
                            gate,
                            arrivals,
                            messages,
                            limit,
                            run);
            return Rounds.run(
                    run,
                    name(),
                    List.of(subscriber, bridge),
                    messages,
                    () -> {
                        run.say("bridge: queueing %,d messages for both sessions", messages);
                        arrivals.expect(publisher.published(), messages);
                        publisher.publish(messages);
                    });
        }
    }

    private Sandbox sandbox(Run run, Gate gate) {
        return Sandbox.builder()
                .directory(run.directory().resolve(name()))
                .with(Service.KAFKA, Service.MQTT, Service.BRIDGE)
                .prepare(
                        Service.KAFKA,
                        started -> TopicFiller.createAll(started.kafka().bootstrapServers()))
                .prepare(Service.MQTT, started -> gate.leadTo(started.mqtt().url()))
                .configure(Service.BRIDGE, "FLEET_MQTT_URL", gate.url())
                .configure(
                        Service.BRIDGE,
                        "FLEET_MQTT_RECEIVE_MAXIMUM",
                        Integer.toString(RECEIVE_MAXIMUM))
                // At a shut gate it waits in the midst of connecting, as long as a round takes.
                .configure(Service.BRIDGE, "FLEET_MQTT_CONNECT_TIMEOUT", "PT5M")
                .configure(Service.BRIDGE, "FLEET_MQTT_RECONNECT_INITIAL_DELAY", "PT0.2S")
                .progress(run.progress())
                .build();
    }
}
