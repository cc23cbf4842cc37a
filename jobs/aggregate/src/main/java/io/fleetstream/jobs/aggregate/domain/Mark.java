package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What has become of one metric in one window. */
final class Mark {
    /** Revision of a row that has not been sent. */
    static final int NEVER = -1;

    /** A subject of each roll-up, as a bit: site, type, model, organisation. */
    static final int ALL_SCOPES = 0b1111;

    final String metric;
    int revision = NEVER;
    boolean early;
    long changes;
    long late;
    long lateShipped;

    /** Of a session: its end. */
    long end;

    private Place[] counted = new Place[0];

    Mark(String metric) {
        this.metric = metric;
    }

    /** Counts the device where it has not been counted yet; the scopes in which it is new. */
    int count(Place place) {
        int isNew = ALL_SCOPES;
        for (Place known : counted) {
            if (known.is(place)) {
                return 0;
            }
            if (known.org().equals(place.org())) {
                isNew &= ~Delta.ORG;
                isNew &= known.site().equals(place.site()) ? ~Delta.SITE : ALL_SCOPES;
                isNew &= known.deviceType().equals(place.deviceType()) ? ~Delta.TYPE : ALL_SCOPES;
                isNew &=
                        place.model() != null && place.model().equals(known.model())
                                ? ~Delta.MODEL
                                : ALL_SCOPES;
            }
        }
        counted = Arrays.copyOf(counted, counted.length + 1);
        counted[counted.length - 1] = place;
        return isNew;
    }

    void write(DataOutput out) throws IOException {
        Texts.write(metric, out);
        Varints.write(revision + 1L, out);
        out.writeBoolean(early);
        Varints.write(changes, out);
        Varints.write(late, out);
        Varints.write(lateShipped, out);
        Varints.write(end, out);
        Varints.write(counted.length, out);
        for (Place place : counted) {
            place.write(out);
        }
    }

    static Mark read(DataInput in, Texts texts) throws IOException {
        Mark read = new Mark(texts.read(in));
        read.revision = (int) Varints.read(in) - 1;
        read.early = in.readBoolean();
        read.changes = Varints.read(in);
        read.late = Varints.read(in);
        read.lateShipped = Varints.read(in);
        read.end = Varints.read(in);
        read.counted = new Place[(int) Varints.read(in)];
        for (int i = 0; i < read.counted.length; i++) {
            read.counted[i] = Place.read(in, texts);
        }
        return read;
    }
}
