package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.payload.Software;
import io.fleetstream.emulator.payload.StatusWriter;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Noise;

/** Who a gateway is, and what it says about itself on {@code {org}/{site}/gateway/{id}/status}. */
final class GatewayStatus {
    private static final String FIRMWARE = "5.1.0";

    private final String id;
    private final String topic;
    private final long seed;
    private final Software software;

    /**
     * A gateway.
     *
     * @param first of its devices: tells where it is, and what its id begins with
     * @param index of the gateway, from 0
     */
    GatewayStatus(RunOptions options, DeviceIdentity first, int index) {
        String prefix = first.id().substring(0, first.id().lastIndexOf(first.profile().type()));
        this.id = String.format("%sgateway-%05d", prefix, index + 1);
        this.topic = first.org() + "/" + first.site() + "/gateway/" + id + "/status";
        this.seed = Noise.hash(options.seed(), Noise.hash(id));
        long startMs = options.timeline().startMs();
        this.software =
                new Software(
                        String.format("b%08x", (int) Noise.hash(seed, 302, startMs)), FIRMWARE);
    }

    /** Its id, and its MQTT client id. */
    String id() {
        return id;
    }

    /** Hash of seed and id. */
    long seed() {
        return seed;
    }

    OutboundMessage lastWill() {
        return OutboundMessage.status(topic, StatusWriter.lastWill(software));
    }

    OutboundMessage online(long nowMs) {
        return OutboundMessage.status(topic, StatusWriter.online(software, seed, nowMs));
    }

    OutboundMessage offline(long nowMs) {
        return OutboundMessage.status(topic, StatusWriter.offline(software, nowMs));
    }
}
