package io.fleetstream.jobs.aggregate.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a device belongs, as a reading of it says.
 *
 * @param org organisation
 * @param site site
 * @param deviceType type
 * @param model model; null if the registry does not know it
 */
public record Place(String org, String site, String deviceType, String model) {

    /** Whether both are the same; nearly always the texts are the same objects. */
    @SuppressWarnings("ReferenceEquality") // a short cut before equals
    public boolean is(Place other) {
        return this == other
                || (same(org, other.org)
                        && same(site, other.site)
                        && same(deviceType, other.deviceType)
                        && same(model, other.model));
    }

    @SuppressWarnings({"StringEquality", "ReferenceEquality"}) // a short cut before equals
    private static boolean same(String one, String other) {
        return one == other || (one != null && one.equals(other));
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        Texts.write(org, out);
        Texts.write(site, out);
        Texts.write(deviceType, out);
        Texts.write(model, out);
    }

    /** Reads what {@link #write} wrote. */
    public static Place read(DataInput in, Texts texts) throws IOException {
        return new Place(texts.read(in), texts.read(in), texts.read(in), texts.read(in));
    }
}
