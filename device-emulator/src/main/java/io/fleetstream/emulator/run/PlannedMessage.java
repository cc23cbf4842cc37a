package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.payload.Payload;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthRecord;
import io.fleetstream.schemas.ReasonCode;

/**
 * A message with everything but the transport.
 *
 * @param device id
 * @param topic MQTT topic
 * @param sequence number within the boot
 * @param boot id of the boot
 * @param kind what it is
 * @param malformed what was done to it; null unless {@code kind} is MALFORMED
 * @param clockMs time on the device's clock, epoch milliseconds
 * @param sendMs true time at which it is handed over, epoch milliseconds
 * @param values rows it becomes
 * @param marker whether it is the last of its device
 * @param priority whether it overtakes the backlog of a gateway
 * @param payload the bytes
 */
record PlannedMessage(
        String device,
        String topic,
        long sequence,
        String boot,
        TruthKind kind,
        MalformedKind malformed,
        long clockMs,
        long sendMs,
        int values,
        boolean marker,
        boolean priority,
        Payload payload) {

    /** The same as a second copy. */
    PlannedMessage repeated() {
        return new PlannedMessage(
                device,
                topic,
                sequence,
                boot,
                TruthKind.DUPLICATE,
                malformed,
                clockMs,
                sendMs,
                values,
                marker,
                priority,
                payload);
    }

    /** The same, handed over at another time. */
    PlannedMessage sentAt(long otherMs) {
        return new PlannedMessage(
                device, topic, sequence, boot, kind, malformed, clockMs, otherMs, values, marker,
                priority, payload);
    }

    /** Why ingest must refuse or ignore it; null if it must accept it. */
    ReasonCode reason() {
        if (malformed != null) {
            return malformed.reason();
        }
        return kind == TruthKind.DUPLICATE ? ReasonCode.DUPLICATE : null;
    }

    /** What the truth says when it is published. */
    TruthRecord published(long arrivalMicros) {
        return truth(malformed == null ? kind.label() : malformed.label(), reason(), arrivalMicros);
    }

    /** What the truth says about its fate after that. */
    TruthRecord fate(TruthKind fate) {
        return truth(fate.label(), reason(), TruthRecord.NONE);
    }

    private TruthRecord truth(String label, ReasonCode reason, long arrivalMicros) {
        boolean last = marker && kind.published() && label.equals(kind.label());
        return new TruthRecord(
                device,
                sequence,
                boot,
                label,
                reason,
                clockMs,
                arrivalMicros,
                0,
                TruthRecord.NONE,
                last);
    }
}
