package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.pace.Pace;
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
 * @param units whether payloads state units
 * @param anomalies what is wrong with the world
 * @param faults what is wrong with the devices
 * @param truth file that receives every injected fault, one JSON object a line
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
        boolean units,
        AnomalyPlan anomalies,
        FaultRates faults,
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
    }

    /** Starts from defaults: ten devices of all types, one message a second, at QoS 1. */
    public static RunOptionsBuilder to(String brokerUrl) {
        return new RunOptionsBuilder(LinkOptions.to(brokerUrl));
    }

    /** The messages of this run. */
    public Signals signals() {
        return new Signals(seed, timeline, anomalies);
    }
}
