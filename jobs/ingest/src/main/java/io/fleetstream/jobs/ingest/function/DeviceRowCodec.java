package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.DeviceRow;
import io.fleetstream.jobs.ingest.state.HourRow;
import io.fleetstream.jobs.ingest.state.ReplayedRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A {@link DeviceRow} as the bytes in which it is stored. One codec for one thread.
 *
 * <p>Bytes, because a row that is replaced by the next message is old by then: on a heap of
 * millions of devices to collect it costs more than everything else that is done with a message.
 * Bytes that the next row fits into are overwritten, so that nothing old becomes garbage. They are
 * a little longer than the row; what is behind it is zero.
 *
 * <p>The first byte names the format. A format once released stays readable: what is new comes last
 * under the next number.
 */
final class DeviceRowCodec {
    /** The format of release 0.1.0. */
    static final int FORMAT = 1;

    /** Bytes are as long as a multiple of this. */
    static final int STEP = 64;

    private static final int LONGEST_KEPT = 1 << 14;

    private static final int REGISTRY = 1;
    private static final int MANIFEST = 1 << 1;
    private static final int PLACE = 1 << 2;
    private static final int HISTORY = 1 << 3;
    private static final int FACTS = 1 << 4;
    private static final int CLOCK = 1 << 5;
    private static final int LAST_VALUES = 1 << 6;
    private static final int HOURS = 1 << 7;
    private static final int REPLAYED = 1 << 8;
    private static final int PARKED = 1 << 9;
    private static final int HELD = 1 << 10;

    private final DeviceParts parts = new DeviceParts(new Texts());
    private final DataInputDeserializer source = new DataInputDeserializer();
    private DataOutputSerializer target = new DataOutputSerializer(STEP);

    /** The row in those bytes, which it does not share; null for null. */
    DeviceRow read(byte[] stored) throws IOException {
        if (stored == null) {
            return null;
        }
        source.setBuffer(stored);
        int format = source.readUnsignedByte();
        if (format != FORMAT) {
            throw new IOException(
                    "state of a device in format %d, which this release does not know; it knows %d"
                            .formatted(format, FORMAT));
        }
        return read(source);
    }

    /**
     * The bytes of a row.
     *
     * @param before overwritten and returned if the row fits; null for none
     */
    byte[] write(DeviceRow row, byte[] before) throws IOException {
        target.clear();
        target.writeByte(FORMAT);
        target.writeShort(present(row));
        target.writeLong(row.quotaAt());
        target.writeLong(row.seenAt());
        target.writeLong(row.behind());
        target.writeLong(row.timerAt());
        writeParts(row);
        byte[] stored = stored(before);
        if (target.length() > LONGEST_KEPT) {
            target = new DataOutputSerializer(STEP);
        }
        return stored;
    }

    private byte[] stored(byte[] before) {
        int length = target.length();
        int room = (length + STEP - 1) / STEP * STEP;
        boolean fits = before != null && length <= before.length && before.length <= 2 * room;
        byte[] stored = fits ? before : new byte[room];
        System.arraycopy(target.getSharedBuffer(), 0, stored, 0, length);
        Arrays.fill(stored, length, stored.length, (byte) 0);
        return stored;
    }

    private static int present(DeviceRow row) {
        return flag(row.registry() != null, REGISTRY)
                | flag(row.manifest() != null, MANIFEST)
                | flag(row.place() != null, PLACE)
                | flag(row.history() != null, HISTORY)
                | flag(row.facts() != null, FACTS)
                | flag(row.clock() != null, CLOCK)
                | flag(row.lastValues() != null, LAST_VALUES)
                | flag(!row.hours().isEmpty(), HOURS)
                | flag(!row.replayed().isEmpty(), REPLAYED)
                | flag(row.parked() != null, PARKED)
                | flag(row.held() != null, HELD);
    }

    private static int flag(boolean is, int bit) {
        return is ? bit : 0;
    }

    private void writeParts(DeviceRow row) throws IOException {
        if (row.registry() != null) {
            DeviceParts.write(row.registry(), target);
        }
        if (row.manifest() != null) {
            Texts.write(row.manifest(), target);
        }
        if (row.place() != null) {
            DeviceParts.write(row.place(), target);
        }
        if (row.history() != null) {
            HistoryCodec.write(row.history(), target);
        }
        if (row.facts() != null) {
            DeviceParts.write(row.facts(), target);
        }
        if (row.clock() != null) {
            DeviceParts.write(row.clock(), target);
        }
        if (row.lastValues() != null) {
            DeviceParts.write(row.lastValues(), target);
        }
        if (!row.hours().isEmpty()) {
            HourCodec.write(row.hours(), target);
        }
        if (!row.replayed().isEmpty()) {
            DeviceParts.write(row.replayed(), target);
        }
        if (row.parked() != null) {
            DeviceParts.write(row.parked(), target);
        }
        if (row.held() != null) {
            DeviceParts.write(row.held(), target);
        }
    }

    private DeviceRow read(DataInputView in) throws IOException {
        int present = in.readUnsignedShort();
        long quotaAt = in.readLong();
        long seenAt = in.readLong();
        long behind = in.readLong();
        long timerAt = in.readLong();
        // in the order of the bytes, which is that of the arguments
        return new DeviceRow(
                has(present, REGISTRY) ? parts.registry(in) : null,
                has(present, MANIFEST) ? parts.texts().read(in) : null,
                has(present, PLACE) ? parts.place(in) : null,
                has(present, HISTORY) ? HistoryCodec.read(in, parts.texts()) : null,
                has(present, FACTS) ? parts.facts(in) : null,
                has(present, CLOCK) ? DeviceParts.clock(in) : null,
                has(present, LAST_VALUES) ? DeviceParts.lastValues(in) : null,
                quotaAt,
                has(present, HOURS) ? HourCodec.read(in, parts.texts()) : List.<HourRow>of(),
                has(present, REPLAYED) ? DeviceParts.replayed(in) : List.<ReplayedRow>of(),
                has(present, PARKED) ? DeviceParts.queue(in) : null,
                has(present, HELD) ? DeviceParts.queue(in) : null,
                seenAt,
                behind,
                timerAt);
    }

    private static boolean has(int present, int bit) {
        return (present & bit) != 0;
    }
}
