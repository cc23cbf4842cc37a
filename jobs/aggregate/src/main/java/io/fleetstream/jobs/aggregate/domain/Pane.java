package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** All values of one device within one pane, metric by metric. */
public final class Pane {
    private static final int VERSION = 1;

    /**
     * More places than a device has in one minute; what comes from further ones counts as there.
     */
    private static final int MOST_PLACES = 8;

    private final long start;
    private final NameIndex index = new NameIndex();
    private Series[] series;
    private int size;
    private int room;
    private Place[] places = new Place[0];
    private int lastPlace;
    private long lastTime = Long.MIN_VALUE;
    private int values;

    /** An empty pane, of which another one of the device tells how large it may become. */
    Pane(long start, Pane other) {
        this.start = start;
        this.series = new Series[other == null ? 1 : Math.max(1, other.size)];
        this.room =
                other == null || other.size == 0
                        ? 1
                        : Math.max(1, Math.min(64, other.series[0].size()));
    }

    /** Its beginning. */
    public long start() {
        return start;
    }

    int size() {
        return size;
    }

    /** How many values have been added, those that took the place of others among them. */
    int values() {
        return values;
    }

    /** Notes that so many values are added. */
    void adding(int more) {
        values += more;
    }

    /** An empty pane for what comes after all values of this one. */
    Pane rest() {
        Pane rest = new Pane(start, this);
        rest.places = places;
        rest.lastPlace = lastPlace;
        rest.lastTime = lastTime;
        return rest;
    }

    /** Takes everything of a {@link #rest} of this pane. */
    void append(Pane rest) {
        places = rest.places;
        lastPlace = rest.lastPlace;
        lastTime = rest.lastTime;
        values += rest.values;
        for (int i = 0; i < rest.size; i++) {
            series(rest.series[i].name, i).append(rest.series[i]);
        }
    }

    Series series(int index) {
        return series[index];
    }

    Place[] places() {
        return places;
    }

    /** Where the reading measured last belongs. */
    Place place() {
        return places[lastPlace];
    }

    long placeTime() {
        return lastTime;
    }

    /** Notes where a reading belongs; gives the marks of its values but for their quality. */
    int placeMark(Place place, long time) {
        int index = places.length > 0 && places[lastPlace].is(place) ? lastPlace : index(place);
        if (time >= lastTime) {
            lastTime = time;
            lastPlace = index;
        }
        return index << Series.PLACE_SHIFT;
    }

    private int index(Place place) {
        for (int i = 0; i < places.length; i++) {
            if (places[i].is(place)) {
                return i;
            }
        }
        if (places.length == MOST_PLACES) {
            return MOST_PLACES - 1;
        }
        places = Arrays.copyOf(places, places.length + 1);
        places[places.length - 1] = place;
        return places.length - 1;
    }

    /** The series of a metric, found at once if it stands where it stood in the last reading. */
    Series series(String name, int hint) {
        int at = index.find(name, hint, size, i -> series[i].name);
        if (at < size) {
            return series[at];
        }
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
        }
        series[size] = new Series(name, room);
        return series[size++];
    }

    void trim() {
        for (int i = 0; i < size; i++) {
            series[i].trim();
        }
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Varints.writeSigned(start, out);
        Varints.write(room, out);
        Varints.write(places.length, out);
        for (Place place : places) {
            place.write(out);
        }
        Varints.write(lastPlace, out);
        out.writeLong(lastTime);
        Varints.write(size, out);
        for (int i = 0; i < size; i++) {
            series[i].write(start, out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Pane read(DataInput in, Texts texts) throws IOException {
        Versions.check("pane", in.readUnsignedByte(), VERSION);
        Pane read = new Pane(Varints.readSigned(in), null);
        read.room = (int) Varints.read(in);
        read.places = new Place[(int) Varints.read(in)];
        for (int i = 0; i < read.places.length; i++) {
            read.places[i] = Place.read(in, texts);
        }
        read.lastPlace = (int) Varints.read(in);
        read.lastTime = in.readLong();
        read.size = (int) Varints.read(in);
        read.series = new Series[Math.max(1, read.size)];
        for (int i = 0; i < read.size; i++) {
            read.series[i] = Series.read(read.start, in, texts);
            read.values += read.series[i].size();
        }
        return read;
    }
}
