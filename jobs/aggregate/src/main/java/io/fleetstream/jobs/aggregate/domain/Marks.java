package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What has become of one window, metric by metric. */
public final class Marks {
    private static final int VERSION = 1;

    private final NameIndex index = new NameIndex();
    private Mark[] marks = new Mark[0];

    /** The mark of a metric; made if there is none. */
    Mark of(String metric, int hint) {
        int at = index.find(metric, hint, marks.length, i -> marks[i].metric);
        if (at < marks.length) {
            return marks[at];
        }
        marks = Arrays.copyOf(marks, marks.length + 1);
        Mark made = new Mark(metric);
        marks[marks.length - 1] = made;
        return made;
    }

    int size() {
        return marks.length;
    }

    Mark get(int index) {
        return marks[index];
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Varints.write(marks.length, out);
        for (Mark mark : marks) {
            mark.write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Marks read(DataInput in, Texts texts) throws IOException {
        Versions.check("marks", in.readUnsignedByte(), VERSION);
        Marks read = new Marks();
        read.marks = new Mark[(int) Varints.read(in)];
        for (int i = 0; i < read.marks.length; i++) {
            read.marks[i] = Mark.read(in, texts);
        }
        return read;
    }
}
