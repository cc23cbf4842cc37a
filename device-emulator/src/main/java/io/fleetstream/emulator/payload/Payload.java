package io.fleetstream.emulator.payload;

/** The bytes of a message and what MQTT says about them. */
public final class Payload {
    private final byte[] bytes;
    private final String contentType;
    private final String contentEncoding;

    /**
     * Creates a payload.
     *
     * @param contentType MQTT 5 content type, or null
     * @param contentEncoding value of the user property, or null
     */
    public Payload(byte[] bytes, String contentType, String contentEncoding) {
        this.bytes = bytes;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
    }

    /** The bytes; not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** MQTT 5 content type, or null. */
    public String contentType() {
        return contentType;
    }

    /** {@code gzip}, {@code zlib} or null. */
    public String contentEncoding() {
        return contentEncoding;
    }
}
