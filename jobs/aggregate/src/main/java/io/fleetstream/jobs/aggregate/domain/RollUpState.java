package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What is remembered of one roll-up in one longest window besides its panes. */
public final class RollUpState {
    private static final int VERSION = 1;

    /** Beginnings of its panes. */
    Longs panes = new Longs();

    /** Windows by id. */
    final TreeMap<Long, RollUpMark> marks = new TreeMap<>();

    /** By beginning of the longest window: until when it can be revised, in arrival time. */
    final TreeMap<Long, Long> kept = new TreeMap<>();

    /** Timer that has been set, whatever it is counted in; 0 for none. */
    private long timerAt;

    /** Timer that has been set; 0 for none. */
    public long timerAt() {
        return timerAt;
    }

    /** Notes the timer that has been set. */
    public void timerAt(long time) {
        timerAt = time;
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return panes.isEmpty() && marks.isEmpty();
    }

    /**
     * What earlier builds kept as one, for every longest window on its own, by its beginning;
     * without timers.
     */
    public Map<Long, RollUpState> byWindow(RollUpWindows windows) {
        Map<Long, RollUpState> parts = new TreeMap<>();
        for (int i = 0; i < panes.size(); i++) {
            part(parts, windows.longestAt(panes.get(i))).panes.add(panes.get(i));
        }
        marks.forEach(
                (id, mark) ->
                        part(parts, windows.longestAt(WindowPlan.start(id))).marks.put(id, mark));
        kept.forEach((start, until) -> part(parts, start).kept.put(start, until));
        return parts;
    }

    private static RollUpState part(Map<Long, RollUpState> parts, long start) {
        return parts.computeIfAbsent(start, each -> new RollUpState());
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Varints.writeSigned(timerAt, out);
        panes.write(out);
        Varints.write(marks.size(), out);
        long previous = 0;
        for (Map.Entry<Long, RollUpMark> entry : marks.entrySet()) {
            Varints.writeSigned(entry.getKey() - previous, out);
            previous = entry.getKey();
            RollUpMark mark = entry.getValue();
            Varints.write(mark.revision() + 1L, out);
            Varints.write(mark.changes(), out);
            out.writeBoolean(mark.early());
            out.writeLong(mark.due());
        }
        Varints.write(kept.size(), out);
        for (Map.Entry<Long, Long> entry : kept.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static RollUpState read(DataInput in) throws IOException {
        Versions.check("roll-up", in.readUnsignedByte(), VERSION);
        RollUpState read = new RollUpState();
        read.timerAt = Varints.readSigned(in);
        read.panes = Longs.read(in);
        long id = 0;
        for (long left = Varints.read(in); left > 0; left--) {
            id += Varints.readSigned(in);
            read.marks.put(
                    id,
                    new RollUpMark(
                            (int) Varints.read(in) - 1,
                            Varints.read(in),
                            in.readBoolean(),
                            in.readLong()));
        }
        for (long left = Varints.read(in); left > 0; left--) {
            read.kept.put(in.readLong(), in.readLong());
        }
        return read;
    }
}
