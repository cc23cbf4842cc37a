package io.fleetstream.connectors.kafka;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The bytes of headers as the consumer has read them.
 *
 * <p>Kafka's own accessors make a text of the name and a copy of the value under a lock, the first
 * time each is asked for: for two headers more than parsing a message costs. The bytes lie in
 * buffers that the class keeps to itself until then; they are looked at, never changed. Where a
 * client keeps them otherwise, the accessors answer.
 */
final class RawHeaders {
    private static final VarHandle NAME = find("keyBuffer");
    private static final VarHandle VALUE = find("valueBuffer");

    private RawHeaders() {}

    /** Whether this Kafka client lets its buffers be looked at. */
    static boolean available() {
        return NAME != null && VALUE != null;
    }

    /** The name of a header as the consumer has read it; null if that cannot be seen any more. */
    static ByteBuffer name(Header header) {
        return buffer(NAME, header);
    }

    /** The value; the array is the caller's or nobody's to write to. */
    static byte[] value(Header header) {
        ByteBuffer buffer = buffer(VALUE, header);
        if (buffer == null) {
            return header.value();
        }
        int start = buffer.arrayOffset() + buffer.position();
        return Arrays.copyOfRange(buffer.array(), start, start + buffer.remaining());
    }

    private static ByteBuffer buffer(VarHandle field, Header header) {
        if (field == null || header.getClass() != RecordHeader.class) {
            return null;
        }
        ByteBuffer buffer = (ByteBuffer) field.get((RecordHeader) header);
        return buffer != null && buffer.hasArray() ? buffer : null;
    }

    private static VarHandle find(String field) {
        try {
            return MethodHandles.privateLookupIn(RecordHeader.class, MethodHandles.lookup())
                    .findVarHandle(RecordHeader.class, field, ByteBuffer.class);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return null;
        }
    }
}
