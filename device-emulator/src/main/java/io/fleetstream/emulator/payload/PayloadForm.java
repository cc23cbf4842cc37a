package io.fleetstream.emulator.payload;

/** Shapes of a payload; every one of them says the same about the device. */
public enum PayloadForm {
    /** JSON object with {@code metrics}: what devices send unless told otherwise. */
    MAP,
    /** JSON object whose members are the metrics. */
    FLAT,
    /** JSON object with several {@code readings}; the message is numbered, not the reading. */
    BATCH,
    /** SenML in JSON (RFC 8428): base name, base time, relative times; carries no sequence. */
    SENML,
    /** Several values of the device's first metric at a fixed interval. */
    ARRAYS,
    /** The map form in CBOR (RFC 8949). */
    CBOR;

    /** Whether one message holds several samples. */
    public boolean collects() {
        return this == BATCH || this == SENML || this == ARRAYS;
    }

    /** MQTT content type; null where none is sent, which means JSON. */
    String contentType() {
        return switch (this) {
            case SENML -> "application/senml+json";
            case CBOR -> "application/cbor";
            default -> null;
        };
    }
}
