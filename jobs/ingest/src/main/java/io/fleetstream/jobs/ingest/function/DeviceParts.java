package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.ClockRow;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.PlaceRow;
import io.fleetstream.jobs.ingest.state.QueueRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.jobs.ingest.state.RegistryVersion;
import io.fleetstream.jobs.ingest.state.ReplayedRow;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes of the smaller parts of a device's row.
 *
 * @param texts shares texts between rows
 */
record DeviceParts(Texts texts) {

    static void write(RegistryRow row, DataOutputView target) throws IOException {
        Texts.write(row.org(), target);
        Texts.write(row.site(), target);
        Texts.write(row.deviceType(), target);
        Texts.write(row.model(), target);
        Packing.write(row.validFrom(), target);
        Packing.writeCount(row.previous().size(), target);
        for (RegistryVersion version : row.previous()) {
            Packing.write(version.validFrom(), target);
            Texts.write(version.org(), target);
            Texts.write(version.site(), target);
            Texts.write(version.deviceType(), target);
            Texts.write(version.model(), target);
        }
    }

    RegistryRow registry(DataInputView source) throws IOException {
        return new RegistryRow(
                texts.read(source),
                texts.read(source),
                texts.read(source),
                texts.read(source),
                Packing.readLong(source),
                versions(source));
    }

    private List<RegistryVersion> versions(DataInputView source) throws IOException {
        int size = Packing.readSize(source);
        if (size == 0) {
            return List.of();
        }
        RegistryVersion[] versions = new RegistryVersion[size];
        for (int i = 0; i < size; i++) {
            versions[i] =
                    new RegistryVersion(
                            Packing.readLong(source),
                            texts.read(source),
                            texts.read(source),
                            texts.read(source),
                            texts.read(source));
        }
        return List.of(versions);
    }

    static void write(PlaceRow place, DataOutputView target) throws IOException {
        Texts.write(place.org(), target);
        Texts.write(place.site(), target);
        Texts.write(place.deviceType(), target);
    }

    PlaceRow place(DataInputView source) throws IOException {
        return new PlaceRow(texts.read(source), texts.read(source), texts.read(source));
    }

    static void write(FactsRow facts, DataOutputView target) throws IOException {
        target.writeLong(facts.firstSeen());
        Texts.write(facts.firmware(), target);
        Texts.write(facts.bootId(), target);
        target.writeLong(facts.reportedAt());
        target.writeBoolean(facts.registered());
        Packing.write(facts.clockOffset(), target);
        Texts.write(facts.manifest(), target);
    }

    FactsRow facts(DataInputView source) throws IOException {
        return new FactsRow(
                source.readLong(),
                texts.read(source),
                texts.read(source),
                source.readLong(),
                source.readBoolean(),
                Packing.readLong(source),
                texts.read(source));
    }

    static void write(ClockRow clock, DataOutputView target) throws IOException {
        Packing.write(clock.offset(), target);
        target.writeByte(clock.phase());
        Packing.write(clock.samples(), target);
    }

    static ClockRow clock(DataInputView source) throws IOException {
        return new ClockRow(
                Packing.readLong(source), source.readUnsignedByte(), Packing.readLongs(source));
    }

    static void write(LastValues values, DataOutputView target) throws IOException {
        target.writeInt(values.layout());
        Packing.write(values.times(), target);
        Packing.write(values.values(), target);
        Packing.write(values.doubtTimes(), target);
        Packing.write(values.doubts(), target);
    }

    static LastValues lastValues(DataInputView source) throws IOException {
        return new LastValues(
                source.readInt(),
                Packing.readLongs(source),
                Packing.readDoubles(source),
                Packing.readLongs(source),
                Packing.readDoubles(source));
    }

    static void write(List<ReplayedRow> rows, DataOutputView target) throws IOException {
        Packing.writeCount(rows.size(), target);
        for (ReplayedRow row : rows) {
            target.writeInt(row.partition());
            Packing.write(row.offsets(), target);
        }
    }

    static List<ReplayedRow> replayed(DataInputView source) throws IOException {
        ReplayedRow[] rows = new ReplayedRow[Packing.readSize(source)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new ReplayedRow(source.readInt(), Packing.readLongs(source));
        }
        return List.of(rows);
    }

    static void write(QueueRow queue, DataOutputView target) throws IOException {
        target.writeLong(queue.head());
        target.writeInt(queue.size());
        target.writeLong(queue.bytes());
        target.writeLong(queue.dueAt());
    }

    static QueueRow queue(DataInputView source) throws IOException {
        return new QueueRow(
                source.readLong(), source.readInt(), source.readLong(), source.readLong());
    }
}
