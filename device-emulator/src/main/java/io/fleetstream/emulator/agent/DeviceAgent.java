package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.mqtt.InboundMessage;
import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Noise;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthRecord;
import io.fleetstream.emulator.truth.TruthSink;
import io.fleetstream.emulator.update.FirmwareCounters;
import io.fleetstream.emulator.update.FirmwareEffects;
import io.fleetstream.emulator.update.JobTopics;
import io.fleetstream.emulator.update.JobsClient;
import io.fleetstream.emulator.update.UpdatePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Joins the state machines of one device to its connection. Called on the device's serial executor
 * only.
 */
public final class DeviceAgent {
    /** Setting that says how often the device measures, in seconds. */
    public static final String INTERVAL = "interval_s";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NEVER = Long.MAX_VALUE;

    private final DeviceIdentity identity;
    private final AgentHost host;
    private final TruthSink truth;
    private final List<Shadow> shadows = new ArrayList<>();
    private final Optional<CommandClient> commands;
    private final Optional<JobsClient> jobs;
    private final JobTopics jobTopics;
    private final String commandTopic;
    private long crashAtMs = NEVER;
    private long crashEveryMs;
    private long wakeAtMs = NEVER;

    private record Shadow(ShadowTopics topics, ShadowClient client) {}

    /**
     * An agent that is not connected.
     *
     * @param deviceSeed decides how it fails
     */
    public DeviceAgent(
            DeviceIdentity identity,
            AgentOptions options,
            long deviceSeed,
            AgentHost host,
            TruthSink truth) {
        this.identity = identity;
        this.host = host;
        this.truth = truth;
        this.commandTopic = identity.topic("command");
        this.jobTopics = new JobTopics(identity.id());
        // so that no answer to a former life of the device is taken for one to this
        long life = Noise.hash(deviceSeed, Noise.hash(identity.id()), host.nowMs());
        for (String name : options.shadows()) {
            ShadowTopics topics = new ShadowTopics(identity.id(), name);
            String tokens = Long.toHexString(Noise.hash(life, Noise.hash(name)));
            shadows.add(
                    new Shadow(
                            topics,
                            new ShadowClient(
                                    options.shadow(deviceSeed),
                                    name.isEmpty() ? factory() : Settings.none(),
                                    tokens,
                                    new Port(topics))));
        }
        this.commands =
                options.commands()
                        ? Optional.of(
                                new CommandClient(
                                        options.commands(deviceSeed), new Obedience(host)))
                        : Optional.empty();
        this.jobs =
                options.updates()
                        .map(
                                how ->
                                        new JobsClient(
                                                how,
                                                deviceSeed,
                                                Long.toHexString(life),
                                                new Installer(how.counters())));
    }

    /** What the device subscribes to on each connection. */
    public List<String> subscriptions() {
        List<String> filters = new ArrayList<>();
        shadows.forEach(shadow -> filters.addAll(shadow.topics().subscriptions()));
        commands.ifPresent(unused -> filters.add(commandTopic));
        jobs.ifPresent(unused -> filters.addAll(jobTopics.subscriptions()));
        return filters;
    }

    /** A connection stands. */
    public void connected() {
        shadows.forEach(shadow -> shadow.client().connected(host.nowMs()));
        commands.ifPresent(CommandClient::connected);
        jobs.ifPresent(client -> client.connected(host.nowMs()));
        wakeWhenNeeded();
    }

    /** The connection has gone. */
    public void lost() {
        shadows.forEach(shadow -> shadow.client().disconnected());
        commands.ifPresent(CommandClient::disconnected);
        jobs.ifPresent(JobsClient::disconnected);
    }

    /** A message has come. */
    public void received(InboundMessage message) {
        if (message.topic().equals(commandTopic)) {
            commands.ifPresent(client -> client.received(message.payload(), host.nowMs()));
        } else if (message.topic().equals(jobTopics.notifyNext())) {
            jobs.ifPresent(client -> client.notified(parse(message.payload()), host.nowMs()));
        } else if (jobTopics.isAnswer(message.topic())) {
            boolean accepted = jobTopics.isAccepted(message.topic());
            jobs.ifPresent(
                    client -> client.answered(accepted, parse(message.payload()), host.nowMs()));
        } else {
            for (Shadow shadow : shadows) {
                shadow.topics()
                        .answer(message.topic())
                        .ifPresent(
                                answer ->
                                        shadow.client()
                                                .received(
                                                        answer,
                                                        parse(message.payload()),
                                                        host.nowMs()));
            }
        }
        wakeWhenNeeded();
    }

    /** Time has passed. */
    public void wake() {
        wakeAtMs = NEVER;
        shadows.forEach(shadow -> shadow.client().tick(host.nowMs()));
        commands.ifPresent(client -> client.tick(host.nowMs()));
        jobs.ifPresent(client -> client.tick(host.nowMs()));
        if (host.nowMs() >= crashAtMs) {
            crashAtMs = host.nowMs() + crashEveryMs;
            host.reboot();
        }
        wakeWhenNeeded();
    }

    /** The client of a shadow, by name; the empty name is the classic one's. */
    public ShadowClient shadow(String name) {
        return shadows.stream()
                .filter(shadow -> shadow.topics().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("keeps no shadow '" + name + "'"))
                .client();
    }

    private void wakeWhenNeeded() {
        long next = commands.map(CommandClient::nextMs).orElse(NEVER);
        next = Math.min(next, jobs.map(JobsClient::nextMs).orElse(NEVER));
        next = Math.min(next, crashAtMs);
        for (Shadow shadow : shadows) {
            next = Math.min(next, shadow.client().nextMs());
        }
        if (next < wakeAtMs) {
            wakeAtMs = next;
            host.wakeIn(Math.max(0, next - host.nowMs()));
        }
    }

    private ObjectNode factory() {
        return Settings.none()
                .put(INTERVAL, host.interval())
                .put("firmware", host.software().firmware());
    }

    private void truth(TruthKind kind, long version, String subject) {
        truth.accept(
                TruthRecord.agent(
                        identity.id(),
                        version,
                        host.software().bootId(),
                        kind,
                        host.nowMs(),
                        subject));
    }

    /** What cannot be read says nothing. */
    private static JsonNode parse(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private static byte[] bytes(ObjectNode payload) {
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    private final class Port implements ShadowPort {
        private final ShadowTopics topics;

        private Port(ShadowTopics topics) {
            this.topics = topics;
        }

        @Override
        public void request(String operation, ObjectNode payload) {
            // the client waits for the answer, which says more than the acknowledgement
            var unused =
                    host.publish(OutboundMessage.direct(topics.request(operation), bytes(payload)));
        }

        @Override
        public void changed(ObjectNode patch) {
            double seconds = patch.path(INTERVAL).asDouble();
            if (topics.name().isEmpty() && seconds > 0) {
                double unused = host.interval(seconds);
            }
        }

        @Override
        public void happened(TruthKind kind, long version) {
            truth(kind, version, topics.name());
        }
    }

    private final class Obedience implements CommandPort {
        private final CommandSet set;

        private Obedience(DeviceControls controls) {
            this.set = new CommandSet(identity, controls);
        }

        @Override
        public CommandOutcome execute(String command, JsonNode parameters) {
            CommandOutcome outcome = set.execute(command, parameters);
            if (outcome.result().has(INTERVAL) && !shadows.isEmpty()) {
                shadows.get(0).client().change(outcome.result().deepCopy(), host.nowMs());
            }
            return outcome;
        }

        @Override
        public void respond(ObjectNode response, Consumer<Boolean> arrived) {
            var unused =
                    host.publish(
                                    OutboundMessage.direct(
                                            commandTopic + "/response", bytes(response)))
                            .whenComplete((sent, failure) -> arrived.accept(failure == null));
        }

        @Override
        public void happened(TruthKind kind, String commandId) {
            truth(kind, TruthRecord.NONE, commandId);
        }
    }

    private final class Installer implements UpdatePort {
        private final double usualInterval = host.interval();
        private final FirmwareCounters counters;

        private Installer(FirmwareCounters counters) {
            this.counters = counters;
        }

        @Override
        public void request(String rest, ObjectNode payload) {
            // the client waits for the answer, which says more than the acknowledgement
            var unused =
                    host.publish(OutboundMessage.direct(jobTopics.request(rest), bytes(payload)));
        }

        @Override
        public void download(String url, Consumer<Optional<byte[]>> arrived) {
            var unused =
                    host.download(url)
                            .whenComplete(
                                    (image, failure) -> {
                                        arrived.accept(failure == null ? image : Optional.empty());
                                        wake();
                                    });
        }

        @Override
        public String firmware() {
            return host.software().firmware();
        }

        @Override
        public String hardware() {
            return identity.profile().type();
        }

        @Override
        public int counter() {
            return counters.of(identity.id());
        }

        @Override
        public void keep(int counter) {
            counters.keep(identity.id(), counter);
        }

        @Override
        public void boot(String firmware, FirmwareEffects effects) {
            host.install(firmware, effects);
            double unused = host.interval(usualInterval * effects.intervalFactor());
            crashEveryMs = (long) (effects.rebootEverySeconds() * 1_000);
            crashAtMs = crashEveryMs > 0 ? host.nowMs() + crashEveryMs : NEVER;
        }

        @Override
        public void happened(TruthKind kind, String jobId) {
            truth(kind, TruthRecord.NONE, jobId);
        }
    }
}
