package io.fleetstream.emulator.run;

import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.payload.PayloadStyle;
import io.fleetstream.emulator.signal.AnomalyPlan;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.DeviceProfile;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.signal.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Collects options of a run; each setter returns the builder. */
public final class RunOptionsBuilder {
    private LinkOptions link;
    private long seed = 1;
    private int devices = 10;
    private String profile = "mix";
    private String org = "acme";
    private List<String> sites = List.of("site-1");
    private String idPrefix = "";
    private long messages = RunOptions.UNTIL_STOPPED;
    private double ratePerSecond = 1;
    private Optional<Instant> start = Optional.empty();
    private Pace pace = Pace.ORIGINAL;
    private int qos = 1;
    private PayloadStyle style = PayloadStyle.DEFAULT;
    private ArrivalMode arrival = ArrivalMode.REAL;
    private Optional<GatewayOptions> gateways = Optional.empty();
    private AgentOptions agent = AgentOptions.NONE;
    private double anomaliesPerThousand;
    private FaultRates faults = FaultRates.NONE;
    private Optional<Path> truth = Optional.empty();
    private Optional<Path> labels = Optional.empty();

    RunOptionsBuilder(LinkOptions link) {
        this.link = link;
    }

    /** Decides all signals, anomalies and faults. */
    public RunOptionsBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** How many devices. */
    public RunOptionsBuilder devices(int value) {
        devices = value;
        return this;
    }

    /** A device type, or {@code mix}. */
    public RunOptionsBuilder profile(String value) {
        profile = value;
        return this;
    }

    /** First level of all topics. */
    public RunOptionsBuilder org(String value) {
        org = value;
        return this;
    }

    /** Second levels of the topics; devices are spread over them. */
    public RunOptionsBuilder sites(List<String> value) {
        sites = value;
        return this;
    }

    /** Put before every device id. */
    public RunOptionsBuilder idPrefix(String value) {
        idPrefix = value;
        return this;
    }

    /** Messages per device after which the run ends; without it, it ends when stopped. */
    public RunOptionsBuilder messages(long value) {
        messages = value;
        return this;
    }

    /** Messages per second of event time and device; at most 1000. */
    public RunOptionsBuilder ratePerSecond(double value) {
        ratePerSecond = value;
        return this;
    }

    /** Event time at the beginning. Default: now, or such that a faster run ends now. */
    public RunOptionsBuilder start(Instant value) {
        start = Optional.of(value);
        return this;
    }

    /** How fast event time passes. */
    public RunOptionsBuilder pace(Pace value) {
        pace = value;
        return this;
    }

    /** Quality of service of readings. */
    public RunOptionsBuilder qos(int value) {
        qos = value;
        return this;
    }

    /** Whether payloads state units. */
    public RunOptionsBuilder units(boolean value) {
        style = style.withUnits(value);
        return this;
    }

    /** What payloads look like, units included. */
    public RunOptionsBuilder style(PayloadStyle value) {
        style = value;
        return this;
    }

    /** Whose clock says when messages arrive. */
    public RunOptionsBuilder arrival(ArrivalMode value) {
        arrival = value;
        return this;
    }

    /** Puts the devices behind gateways, which then say how many there are. */
    public RunOptionsBuilder gateways(GatewayOptions value) {
        gateways = Optional.of(value);
        devices = value.count() * value.devicesEach();
        return this;
    }

    /** What devices do with what they are told. */
    public RunOptionsBuilder agent(AgentOptions value) {
        agent = value;
        return this;
    }

    /** Expected anomalies per device in a thousand messages. */
    public RunOptionsBuilder anomaliesPerThousand(double value) {
        anomaliesPerThousand = value;
        return this;
    }

    /** How often devices misbehave. */
    public RunOptionsBuilder faults(FaultRates value) {
        faults = value;
        return this;
    }

    /** File for what really happened, one JSON object a line. */
    public RunOptionsBuilder truth(Path value) {
        truth = Optional.of(value);
        return this;
    }

    /** File for injected anomalies, as CSV. */
    public RunOptionsBuilder labels(Path value) {
        labels = Optional.of(value);
        return this;
    }

    /** Changes how devices reach the broker. */
    public RunOptionsBuilder link(UnaryOperator<LinkOptions> change) {
        link = change.apply(link);
        return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException saying which option is wrong and what is accepted
     */
    public RunOptions build() {
        double intervalMs = 1000 / ratePerSecond;
        return new RunOptions(
                seed,
                fleet(),
                messages,
                new Timeline(
                        start.orElseGet(() -> usualStart(intervalMs)).toEpochMilli(), intervalMs),
                pace,
                qos,
                style,
                arrival,
                new AnomalyPlan(seed, anomaliesPerThousand),
                faults,
                gateways,
                agent,
                truth,
                labels,
                link);
    }

    private List<DeviceIdentity> fleet() {
        List<DeviceProfile> profiles = Profiles.named(profile);
        if (gateways.isEmpty()) {
            return Fleet.of(devices, profiles, org, sites, idPrefix);
        }
        GatewayOptions behind = gateways.get();
        return Fleet.behindGateways(
                behind.count(), behind.devicesEach(), profiles, org, sites, idPrefix);
    }

    private Instant usualStart(double intervalMs) {
        Instant now = Instant.now();
        boolean endless = messages == RunOptions.UNTIL_STOPPED;
        // faster than time, a run that began now would end in the future
        return pace.equals(Pace.ORIGINAL) || endless
                ? now
                : now.minusMillis((long) Math.ceil((messages + 1) * intervalMs));
    }
}
