package io.fleetstream.emulator.truth;

import io.fleetstream.schemas.ReasonCode;

/**
 * One line of the truth.
 *
 * @param device id, or that of the gateway where the kind speaks of one
 * @param sequence number of the message in its boot; {@link #NONE} where no message is meant
 * @param boot id of the boot; null where no message is meant
 * @param label the kind's name, or what was done to a malformed message
 * @param reason what ingest must give; null for what it must accept
 * @param timestampMs time the message states (device clock), epoch milliseconds
 * @param arrivalMicros emulated arrival, epoch microseconds; {@link #NONE} where arrival is real
 * @param offsetMs device clock minus true time, for {@link TruthKind#SKEW}; otherwise 0
 * @param untilMs end of an interval, epoch milliseconds; otherwise {@link #NONE}
 * @param marker whether it is the last message of its device: good by design
 * @param subject name of the shadow or id of the command it is about; otherwise null
 */
public record TruthRecord(
        String device,
        long sequence,
        String boot,
        String label,
        ReasonCode reason,
        long timestampMs,
        long arrivalMicros,
        long offsetMs,
        long untilMs,
        boolean marker,
        String subject) {
    /** Stands for a number that is not there. */
    public static final long NONE = Long.MIN_VALUE;

    /** A line about a message or an interval. */
    public TruthRecord(
            String device,
            long sequence,
            String boot,
            String label,
            ReasonCode reason,
            long timestampMs,
            long arrivalMicros,
            long offsetMs,
            long untilMs,
            boolean marker) {
        this(
                device,
                sequence,
                boot,
                label,
                reason,
                timestampMs,
                arrivalMicros,
                offsetMs,
                untilMs,
                marker,
                null);
    }

    /** What it says. */
    public TruthKind kind() {
        return TruthKind.ofLabel(label);
    }

    /** Something about a message. */
    public static TruthRecord message(
            String device,
            long sequence,
            String boot,
            TruthKind kind,
            ReasonCode reason,
            long timestampMs) {
        return new TruthRecord(
                device, sequence, boot, kind.label(), reason, timestampMs, NONE, 0, NONE, false);
    }

    /**
     * Something about what a device was told.
     *
     * @param version of the shadow; {@link #NONE} where no shadow is meant
     * @param subject name of the shadow, or id of the command
     */
    public static TruthRecord agent(
            String device,
            long version,
            String boot,
            TruthKind kind,
            long timestampMs,
            String subject) {
        return new TruthRecord(
                device,
                version,
                boot,
                kind.label(),
                null,
                timestampMs,
                NONE,
                0,
                NONE,
                false,
                subject);
    }

    /** A wrong clock from a message on. */
    public static TruthRecord skew(
            String device, long sequence, String boot, long timestampMs, long offsetMs) {
        return new TruthRecord(
                device,
                sequence,
                boot,
                TruthKind.SKEW.label(),
                null,
                timestampMs,
                NONE,
                offsetMs,
                NONE,
                false);
    }

    /** Something about a device or gateway that lasts for an interval of true time. */
    public static TruthRecord interval(
            String device, TruthKind kind, long timestampMs, long untilMs) {
        return new TruthRecord(
                device, NONE, null, kind.label(), null, timestampMs, NONE, 0, untilMs, false);
    }
}
