package io.fleetstream.connectors.confluent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Confluent's: a zero byte, the id of the writer's schema in four bytes, the Avro record. */
final class WireFormat {
    /** Bytes before the record. */
    static final int PREFIX_BYTES = 5;

    private static final byte MAGIC = 0;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private WireFormat() {}

    /**
     * Id of the writer's schema.
     *
     * @throws UndecodableRecordException if the value is null or of another format
     */
    static int schemaId(byte[] bytes) throws UndecodableRecordException {
        if (bytes == null) {
            throw new UndecodableRecordException("the value is null");
        }
        if (bytes.length < PREFIX_BYTES || bytes[0] != MAGIC) {
            throw new UndecodableRecordException("the value is not in the Confluent wire format");
        }
        return (int) INT.get(bytes, 1);
    }

    /** What stands before a record of that schema. */
    static byte[] prefix(int schemaId) {
        byte[] prefix = new byte[PREFIX_BYTES];
        prefix[0] = MAGIC;
        INT.set(prefix, 1, schemaId);
        return prefix;
    }
}
