package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the roll-ups get of one metric in one pane of one device. Immutable by agreement.
 *
 * @param place where the device belonged
 * @param metric name
 * @param pane beginning of the pane
 * @param added statistics of what is new
 * @param removed statistics of what others have replaced; null for none
 * @param late by kind of window: values that came after the device's window had been closed
 * @param counted by kind of window: the scopes, as bits, in which the device counts from now on
 */
@SuppressWarnings("ArrayRecordComponent") // one object per pane and metric; never compared
public record Delta(
        Place place,
        String metric,
        long pane,
        Accumulator added,
        Accumulator removed,
        long[] late,
        int[] counted) {
    /** The site, as a bit. */
    public static final int SITE = 1;

    /** The type, as a bit. */
    public static final int TYPE = 2;

    /** The model, as a bit. */
    public static final int MODEL = 4;

    /** The organisation, as a bit. */
    public static final int ORG = 8;

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        place.write(out);
        Texts.write(metric, out);
        Varints.writeSigned(pane, out);
        added.write(out);
        out.writeBoolean(removed != null);
        if (removed != null) {
            removed.write(out);
        }
        Varints.write(late.length, out);
        for (int kind = 0; kind < late.length; kind++) {
            Varints.write(late[kind], out);
            out.writeByte(counted[kind]);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Delta read(DataInput in, Texts texts) throws IOException {
        Place place = Place.read(in, texts);
        String metric = texts.read(in);
        long pane = Varints.readSigned(in);
        Accumulator added = Accumulator.read(in, texts);
        Accumulator removed = in.readBoolean() ? Accumulator.read(in, texts) : null;
        long[] late = new long[(int) Varints.read(in)];
        int[] counted = new int[late.length];
        for (int kind = 0; kind < late.length; kind++) {
            late[kind] = Varints.read(in);
            counted[kind] = in.readUnsignedByte();
        }
        return new Delta(place, metric, pane, added, removed, late, counted);
    }
}
