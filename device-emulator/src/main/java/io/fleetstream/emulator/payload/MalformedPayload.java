package io.fleetstream.emulator.payload;

import io.fleetstream.schemas.ReasonCode;

/** A bad payload and what is bad about it. */
public final class MalformedPayload {
    private final MalformedKind kind;
    private final byte[] bytes;

    MalformedPayload(MalformedKind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** What was done to it. */
    public MalformedKind kind() {
        return kind;
    }

    /** Why ingest must refuse it. */
    public ReasonCode reason() {
        return kind.reason();
    }

    /** The payload; not copied. */
    public byte[] bytes() {
        return bytes;
    }
}
