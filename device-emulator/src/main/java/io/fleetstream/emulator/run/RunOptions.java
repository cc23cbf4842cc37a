package io.fleetstream.emulator.run;

import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.payload.PayloadStyle;
import io.fleetstream.emulator.signal.AnomalyPlan;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Signals;
import io.fleetstream.emulator.signal.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything a run depends on.
 *
 * @param seed decides all signals, anomalies and faults
 * @param devices who takes part; at least one
 * @param messagesPerDevice sequence number of each device's last message; {@link #UNTIL_STOPPED}
 *     for no end
 * @param timeline event time of messages
 * @param pace how fast event time passes
 * @param qos MQTT quality of service of readings: 0, 1 or 2
 * @param style what payloads look like
 * @param arrival whose clock says when messages arrive
 * @param anomalies what is wrong with the world
 * @param faults what is wrong with the devices
 * @param gateways what stands between devices and broker; empty for devices of their own
 * @param agent what devices do with what they are told
 * @param truth file that receives what really happened, one JSON object a line
 * @param labels file that receives the anomalies, as CSV
 * @param link how devices reach the broker
 */
public record RunOptions(
        long seed,
        List<DeviceIdentity> devices,
        long messagesPerDevice,
        Timeline timeline,
        Pace pace,
        int qos,
        PayloadStyle style,
        ArrivalMode arrival,
        AnomalyPlan anomalies,
        FaultRates faults,
        Optional<GatewayOptions> gateways,
        AgentOptions agent,
        Optional<Path> truth,
        Optional<Path> labels,
        LinkOptions link) {

    /** A run that ends when it is told to. */
    public static final long UNTIL_STOPPED = Long.MAX_VALUE;

    /** Checks what the types leave open. */
    public RunOptions {
        devices = List.copyOf(devices);
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("a run needs at least one device");
        }
        if (messagesPerDevice < 1) {
            throw new IllegalArgumentException("a run needs at least one message per device");
        }
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("qos must be 0, 1 or 2");
        }
        if (gateways.isPresent() && style.form().collects()) {
            throw new IllegalArgumentException(
                    "gateways send the forms map, flat and cbor, not " + style.form());
        }
        if (gateways.isPresent() && agent.listens()) {
            throw new IllegalArgumentException(
                    "devices behind gateways keep no shadow and obey no commands");
        }
        if (faults.gatewayOffline() > 0 && gateways.isEmpty() && !faults.equals(FaultRates.ALL)) {
            throw new IllegalArgumentException("gateway-offline needs gateways");
        }
    }

    /** Starts from defaults: ten devices of all types, one message a second, at QoS 1. */
    public static RunOptionsBuilder to(String brokerUrl) {
        return new RunOptionsBuilder(LinkOptions.to(brokerUrl));
    }

    /** Connections of this run: one per gateway, or else one per device. */
    public int connections() {
        return gateways.map(GatewayOptions::count).orElse(devices.size());
    }

    /** The messages of this run. */
    public Signals signals() {
        return new Signals(seed, timeline, anomalies);
    }
}
