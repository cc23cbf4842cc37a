package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the windows need of one reading: one device, one time, the values of its metrics. Immutable
 * by agreement: nobody writes into the arrays, all of which have one element per metric.
 *
 * @param deviceId device
 * @param place where it belongs
 * @param eventTime when it was measured, microseconds since the epoch
 * @param receivedAt when it arrived, microseconds since the epoch
 * @param names of the metrics, each once
 * @param values finite
 * @param units UCUM codes, or null
 * @param qualities {@link #GOOD}, {@link #UNCERTAIN}, {@link #BAD}
 * @param summaries null unless a value is a summary; then with null for those that are none
 * @param partition of the message in telemetry.raw
 * @param offset of the message in telemetry.raw
 * @param index position of the reading within its message
 */
@SuppressWarnings("ArrayRecordComponent") // one object per reading; never compared
public record DeviceSamples(
        String deviceId,
        Place place,
        long eventTime,
        long receivedAt,
        String[] names,
        double[] values,
        String[] units,
        byte[] qualities,
        Summary[] summaries,
        int partition,
        long offset,
        int index) {
    /** Quality of a value that is believed. */
    public static final byte GOOD = 0;

    /** Quality of a value that cannot be judged; it counts. */
    public static final byte UNCERTAIN = 1;

    /** Quality of a value that is not believed; it does not count. */
    public static final byte BAD = 2;

    private static final int SUMMARY = 0x80;

    /** The summary of a metric; null if its value is a plain one. */
    public Summary summary(int metric) {
        return summaries == null ? null : summaries[metric];
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        Texts.write(deviceId, out);
        place.write(out);
        out.writeLong(eventTime);
        out.writeLong(receivedAt);
        Varints.write(partition, out);
        Varints.write(offset, out);
        Varints.write(index, out);
        Varints.write(names.length, out);
        for (int i = 0; i < names.length; i++) {
            Texts.write(names[i], out);
            out.writeDouble(values[i]);
            Texts.write(units[i], out);
            Summary summary = summary(i);
            out.writeByte(summary == null ? qualities[i] : qualities[i] | SUMMARY);
            if (summary != null) {
                summary.write(out);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static DeviceSamples read(DataInput in, Texts texts) throws IOException {
        String deviceId = texts.read(in);
        Place place = Place.read(in, texts);
        long eventTime = in.readLong();
        long receivedAt = in.readLong();
        int partition = (int) Varints.read(in);
        long offset = Varints.read(in);
        int index = (int) Varints.read(in);
        int size = (int) Varints.read(in);
        String[] names = new String[size];
        double[] values = new double[size];
        String[] units = new String[size];
        byte[] qualities = new byte[size];
        Summary[] summaries = null;
        for (int i = 0; i < size; i++) {
            names[i] = texts.read(in);
            values[i] = in.readDouble();
            units[i] = texts.read(in);
            int mark = in.readUnsignedByte();
            qualities[i] = (byte) (mark & ~SUMMARY);
            if ((mark & SUMMARY) != 0) {
                summaries = summaries == null ? new Summary[size] : summaries;
                summaries[i] = Summary.read(in);
            }
        }
        return new DeviceSamples(
                deviceId,
                place,
                eventTime,
                receivedAt,
                names,
                values,
                units,
                qualities,
                summaries,
                partition,
                offset,
                index);
    }
}
