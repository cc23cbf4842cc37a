package io.fleetstream.connectors.confluent;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A reading that has been looked at and found readable, still in Avro's encoding by the schema of
 * this release: on its way to another operator it costs a copy of its bytes and nothing else.
 * {@link ReadingReader} reads it there. Immutable.
 */
@TypeInfo(ReadingBytesTypeInfo.Factory.class)
public final class ReadingBytes {
    private final String deviceId;
    private final byte[] bytes;
    private final int start;

    ReadingBytes(String deviceId, byte[] bytes, int start) {
        this.deviceId = deviceId;
        this.bytes = bytes;
        this.start = start;
    }

    /** Device; what its topics are keyed by. */
    public String deviceId() {
        return deviceId;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the record begins; it ends with the array. */
    int start() {
        return start;
    }
}
