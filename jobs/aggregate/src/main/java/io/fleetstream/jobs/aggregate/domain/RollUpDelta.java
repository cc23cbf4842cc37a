package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is new for one roll-up in one pane, of any number of devices. */
public final class RollUpDelta {
    private static final int VERSION = 1;

    private final RollUp rollUp;
    private final long pane;
    private final Accumulator added;
    private Accumulator removed;
    private final long[] late;
    private final long[] devices;

    /** Nothing yet; for that many kinds of windows. */
    public RollUpDelta(RollUp rollUp, long pane, int kinds) {
        this(rollUp, pane, new Accumulator(), new long[kinds], new long[kinds]);
    }

    private RollUpDelta(RollUp rollUp, long pane, Accumulator added, long[] late, long[] devices) {
        this.rollUp = rollUp;
        this.pane = pane;
        this.added = added;
        this.late = late;
        this.devices = devices;
    }

    /** Adds what one device has. */
    public void merge(Delta delta) {
        added.merge(delta.added());
        removed(delta.removed());
        for (int kind = 0; kind < late.length; kind++) {
            late[kind] += delta.late()[kind];
            if ((delta.counted()[kind] & rollUp.scope()) != 0) {
                devices[kind]++;
            }
        }
    }

    /** Adds what others have. */
    void merge(RollUpDelta other) {
        added.merge(other.added);
        removed(other.removed);
        for (int kind = 0; kind < late.length; kind++) {
            late[kind] += other.late[kind];
            devices[kind] += other.devices[kind];
        }
    }

    private void removed(Accumulator more) {
        if (more != null) {
            if (removed == null) {
                removed = new Accumulator();
            }
            removed.merge(more);
        }
    }

    /** Takes out of what was added what others have replaced. */
    void settle() {
        if (removed != null) {
            added.remove(removed);
            removed = null;
        }
    }

    /** Of which roll-up. */
    public RollUp rollUp() {
        return rollUp;
    }

    /** Beginning of the pane. */
    public long pane() {
        return pane;
    }

    Accumulator added() {
        return added;
    }

    long late(int kind) {
        return late[kind];
    }

    long devices(int kind) {
        return devices[kind];
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(rollUp.scope());
        Texts.write(rollUp.org(), out);
        Texts.write(rollUp.part(), out);
        Texts.write(rollUp.metric(), out);
        Varints.writeSigned(pane, out);
        added.write(out);
        out.writeBoolean(removed != null);
        if (removed != null) {
            removed.write(out);
        }
        Varints.write(late.length, out);
        for (int kind = 0; kind < late.length; kind++) {
            Varints.write(late[kind], out);
            Varints.write(devices[kind], out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static RollUpDelta read(DataInput in, Texts texts) throws IOException {
        Versions.check("roll-up pane", in.readUnsignedByte(), VERSION);
        RollUp rollUp =
                new RollUp(in.readUnsignedByte(), texts.read(in), texts.read(in), texts.read(in));
        long pane = Varints.readSigned(in);
        Accumulator added = Accumulator.read(in, texts);
        Accumulator removed = in.readBoolean() ? Accumulator.read(in, texts) : null;
        int kinds = (int) Varints.read(in);
        RollUpDelta read = new RollUpDelta(rollUp, pane, added, new long[kinds], new long[kinds]);
        read.removed = removed;
        for (int kind = 0; kind < kinds; kind++) {
            read.late[kind] = Varints.read(in);
            read.devices[kind] = Varints.read(in);
        }
        return read;
    }
}
