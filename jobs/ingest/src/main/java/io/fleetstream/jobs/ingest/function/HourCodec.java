package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.HourRow;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of the open books of a device. Most counts are small, and take one byte. */
final class HourCodec {
    private HourCodec() {}

    static void write(List<HourRow> hours, DataOutputView target) throws IOException {
        Packing.writeCount(hours.size(), target);
        for (HourRow hour : hours) {
            target.writeLong(hour.hour());
            target.writeLong(hour.part());
            target.writeLong(hour.updatedAt());
            target.writeLong(hour.dueAt());
            target.writeLong(hour.publishedAt());
            Packing.writeCount(hour.received(), target);
            Packing.writeCount(hour.stored(), target);
            Packing.writeCount(hour.duplicated(), target);
            Packing.writeCount(hour.parked(), target);
            Packing.writeCount(hour.replayed(), target);
            Packing.writeCount(hour.missing(), target);
            Packing.writeCount(hour.filled(), target);
            Packing.writeCount(hour.resets(), target);
            Packing.writeCount(hour.skewed(), target);
            writeReasons(hour.rejected(), target);
        }
    }

    private static void writeReasons(Map<String, Long> reasons, DataOutputView target)
            throws IOException {
        if (reasons == null) {
            Packing.writeCount(0, target);
            return;
        }
        Packing.writeCount(reasons.size(), target);
        for (Map.Entry<String, Long> reason : reasons.entrySet()) {
            Texts.write(reason.getKey(), target);
            Packing.writeCount(reason.getValue(), target);
        }
    }

    static List<HourRow> read(DataInputView source, Texts texts) throws IOException {
        HourRow[] hours = new HourRow[Packing.readSize(source)];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = hour(source, texts);
        }
        return List.of(hours);
    }

    private static HourRow hour(DataInputView source, Texts texts) throws IOException {
        long hour = source.readLong();
        long part = source.readLong();
        long updatedAt = source.readLong();
        long dueAt = source.readLong();
        long publishedAt = source.readLong();
        long received = Packing.readCount(source);
        long stored = Packing.readCount(source);
        long duplicated = Packing.readCount(source);
        long parked = Packing.readCount(source);
        long replayed = Packing.readCount(source);
        long missing = Packing.readCount(source);
        long filled = Packing.readCount(source);
        long resets = Packing.readCount(source);
        long skewed = Packing.readCount(source);
        return new HourRow(
                hour,
                part,
                received,
                stored,
                duplicated,
                reasons(source, texts),
                parked,
                replayed,
                missing,
                filled,
                resets,
                skewed,
                updatedAt,
                dueAt,
                publishedAt);
    }

    private static Map<String, Long> reasons(DataInputView source, Texts texts) throws IOException {
        int size = Packing.readSize(source);
        if (size == 0) {
            return null;
        }
        Map<String, Long> reasons = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String reason = texts.read(source);
            reasons.put(reason, Packing.readCount(source));
        }
        return reasons;
    }
}
