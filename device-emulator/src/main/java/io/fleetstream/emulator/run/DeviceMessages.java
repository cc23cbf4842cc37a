package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.payload.MalformedPayload;
import io.fleetstream.emulator.payload.Software;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.TelemetryEvent;
import io.fleetstream.schemas.ReasonCode;
import java.util.OptionalLong;

/** Turns sequence numbers of a device into messages, faults included, and counts them once sent. */
final class DeviceMessages {
    private final DeviceIdentity identity;
    private final Software software;
    private final RunContext context;
    private final String topic;

    DeviceMessages(DeviceIdentity identity, Software software, RunContext context) {
        this.identity = identity;
        this.software = software;
        this.context = context;
        this.topic = identity.topic("reading");
    }

    /** The message of a sequence number, good or bad. */
    OutboundMessage first(long sequence) {
        TelemetryEvent event = context.signals().event(identity, sequence);
        if (context.faults().at(identity, sequence) == Fault.MALFORMED) {
            MalformedPayload bad = context.faults().malformed(event);
            return message(
                    bad.bytes(),
                    () -> {
                        context.counters().malformed(bad.kind());
                        truth(sequence, bad.kind().label(), bad.reason());
                    });
        }
        return message(
                context.writer().write(event, software),
                () -> context.counters().good(event.values().size()));
    }

    /** The same message once more, if it is to be duplicated; null otherwise. */
    OutboundMessage second(long sequence) {
        if (context.faults().at(identity, sequence) != Fault.DUPLICATE) {
            return null;
        }
        TelemetryEvent event = context.signals().event(identity, sequence);
        return message(
                context.writer().write(event, software),
                () -> {
                    context.counters().duplicate();
                    truth(sequence, "duplicate", ReasonCode.DUPLICATE);
                });
    }

    private void truth(long sequence, String kind, ReasonCode reason) {
        context.truth().fault(identity.id(), sequence, kind, reason);
    }

    private OutboundMessage message(byte[] payload, Runnable acknowledged) {
        int qos = context.options().qos();
        return OutboundMessage.reading(topic, payload, qos, OptionalLong.empty(), acknowledged);
    }
}
