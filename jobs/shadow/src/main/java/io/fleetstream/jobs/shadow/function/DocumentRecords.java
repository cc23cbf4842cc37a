package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.domain.Change;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes {@code ShadowDocument}s field by field in the order of the schema, as Avro does: the texts
 * of the domain are UTF-8 already. For one thread at a time.
 */
final class DocumentRecords {
    private final BinaryOut out = new BinaryOut();

    /**
     * A record of {@code shadow.documents}.
     *
     * @param name name of the shadow
     * @param source the request
     */
    KafkaRecord record(String name, Change change, KafkaRecord source) {
        byte[] device = source.key();
        byte[] shadow = name.getBytes(StandardCharsets.UTF_8);
        return new KafkaRecord(
                Topics.SHADOW_DOCUMENTS,
                0,
                0,
                0,
                key(device, shadow),
                value(device, shadow, change, source),
                List.of());
    }

    private static byte[] key(byte[] device, byte[] shadow) {
        byte[] key = new byte[device.length + 1 + shadow.length];
        System.arraycopy(device, 0, key, 0, device.length);
        key[device.length] = '/';
        System.arraycopy(shadow, 0, key, device.length + 1, shadow.length);
        return key;
    }

    private byte[] value(byte[] device, byte[] shadow, Change change, KafkaRecord source) {
        out.reset();
        text(device);
        text(shadow);
        out.putZigZag(change.version());
        out.putVarint(change.deleted() ? 1 : 0);
        out.putZigZag(change.createdAt()).putZigZag(change.updatedAt());
        optional(change.desired());
        optional(change.reported());
        optional(change.metadata());
        out.putZigZag(change.desiredVersion()).putZigZag(change.reportedVersion());
        if (change.pendingSince() == 0) {
            branch(false);
        } else {
            branch(true);
            out.putZigZag(change.pendingSince());
        }
        out.putZigZag(source.partition()).putZigZag(source.offset());
        return out.toBytes();
    }

    private void text(byte[] text) {
        out.putZigZag(text.length).put(text, 0, text.length);
    }

    private void optional(Text text) {
        branch(text != null);
        if (text != null) {
            out.putZigZag(text.length());
            text.writeTo(out);
        }
    }

    /** Of a union with null in the first place. */
    private void branch(boolean present) {
        out.putZigZag(present ? 1 : 0);
    }
}
