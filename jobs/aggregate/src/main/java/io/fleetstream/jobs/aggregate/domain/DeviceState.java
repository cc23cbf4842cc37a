package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What every reading of a device needs: its clocks, what is due, and the pane it writes into. The
 * other panes stand in the {@link DeviceStore}, so that a value in order costs one look into state.
 */
public final class DeviceState {
    static final long NEVER = Long.MAX_VALUE;

    private static final int VERSION = 1;

    /** Values in the pane written into, at which they are set aside. */
    static final int MOST_HOT = 256;

    /** Greatest event time. */
    long greatest = Long.MIN_VALUE;

    /** Latest arrival. */
    long arrival = Long.MIN_VALUE;

    /** By kind: up to where windows are closed. */
    long[] closedTo;

    /** The greatest of those. */
    long closedMost = Long.MIN_VALUE;

    /** Event time at which the next window with values closes. */
    long nextClose = NEVER;

    /** Event time before which no session closes. */
    long sessionClose = NEVER;

    /** Arrival time before which nothing is due. */
    long nextDue = NEVER;

    /** When windows that are dirty are revised, in arrival time. */
    long reviseDue = NEVER;

    /** When early rows are sent, in arrival time. */
    long earlyDue = NEVER;

    /** Timer that has been set, whatever it is counted in; 0 for none. */
    long timerAt;

    /** How far arrivals lie behind the time of timers. */
    long behind;

    /**
     * The pane written into last; null for none. Its beginning is among {@link #panes}. If part of
     * it has been set aside, this is what came since, all of it measured later.
     */
    Pane hot;

    /** Event time up to which its values have been set aside; MIN_VALUE for none. */
    long asideTo = Long.MIN_VALUE;

    /** Beginnings of all panes that are not sealed. */
    Longs panes = new Longs();

    /** Ids of all sealed panes. */
    Longs sealed = new Longs();

    /** Ids of sessions that have been sent and are not final. */
    Longs sessions = new Longs();

    /** Ids of closed windows that have changed. */
    Longs dirty = new Longs();

    /** A device that has never been heard of. */
    public DeviceState(int kinds) {
        closedTo = new long[kinds];
        Arrays.fill(closedTo, Long.MIN_VALUE);
    }

    /** When something is due, in microseconds of arrival time; {@link Long#MAX_VALUE} for never. */
    public long nextDue() {
        return nextDue;
    }

    /** Timer that has been set; 0 for none. */
    public long timerAt() {
        return timerAt;
    }

    /** Notes the timer that has been set. */
    public void timerAt(long time) {
        timerAt = time;
    }

    /** How far arrivals of this device lie behind the time of timers, in microseconds. */
    public long behind() {
        return behind;
    }

    /** Notes how far they do. */
    public void behind(long micros) {
        behind = micros;
    }

    /** The pane that begins then, all of it. */
    Pane pane(long start, DeviceStore store) {
        return hot != null && hot.start() == start ? wholeHot(store) : store.pane(start);
    }

    /** The pane written into, to which any value can be added now. */
    Pane wholeHot(DeviceStore store) {
        if (asideTo != Long.MIN_VALUE) {
            Pane whole = store.pane(hot.start());
            whole.append(hot);
            hot = whole;
            asideTo = Long.MIN_VALUE;
        }
        return hot;
    }

    /**
     * Sets the values of the pane written into aside if they are many, because this state is read
     * and written as a whole with every reading.
     */
    void setAside(DeviceStore store) {
        if (hot.values() >= MOST_HOT) {
            Pane whole = wholeHot(store);
            store.putPane(whole);
            asideTo = whole.placeTime();
            hot = whole.rest();
        }
    }

    /** Panes that are kept value by value. */
    public int openPanes() {
        return panes.size();
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(greatest);
        out.writeLong(arrival);
        Varints.write(closedTo.length, out);
        for (long to : closedTo) {
            out.writeLong(to);
        }
        out.writeLong(nextClose);
        out.writeLong(sessionClose);
        out.writeLong(nextDue);
        out.writeLong(reviseDue);
        out.writeLong(earlyDue);
        Varints.writeSigned(timerAt, out);
        Varints.writeSigned(behind, out);
        panes.write(out);
        sealed.write(out);
        sessions.write(out);
        dirty.write(out);
        out.writeBoolean(hot != null);
        if (hot != null) {
            out.writeLong(asideTo);
            hot.write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static DeviceState read(DataInput in, Texts texts) throws IOException {
        Versions.check("device", in.readUnsignedByte(), VERSION);
        long greatest = in.readLong();
        long arrival = in.readLong();
        DeviceState read = new DeviceState((int) Varints.read(in));
        read.greatest = greatest;
        read.arrival = arrival;
        for (int i = 0; i < read.closedTo.length; i++) {
            read.closedTo[i] = in.readLong();
            read.closedMost = Math.max(read.closedMost, read.closedTo[i]);
        }
        read.nextClose = in.readLong();
        read.sessionClose = in.readLong();
        read.nextDue = in.readLong();
        read.reviseDue = in.readLong();
        read.earlyDue = in.readLong();
        read.timerAt = Varints.readSigned(in);
        read.behind = Varints.readSigned(in);
        read.panes = Longs.read(in);
        read.sealed = Longs.read(in);
        read.sessions = Longs.read(in);
        read.dirty = Longs.read(in);
        if (in.readBoolean()) {
            read.asideTo = in.readLong();
            read.hot = Pane.read(in, texts);
        }
        return read;
    }
}
