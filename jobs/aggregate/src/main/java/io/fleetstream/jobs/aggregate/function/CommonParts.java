package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.connectors.confluent.ReadingView;
import io.fleetstream.jobs.aggregate.domain.Place;

/**
 * What many readings have in common, as one object for all of them: nobody writes into it. Bounded:
 * what came last stays. A view gives the same object for a text it gave before, so identity tells;
 * where it does not, a new object is made and nothing is wrong.
 */
@SuppressWarnings({"StringEquality", "ReferenceEquality"})
final class CommonParts {
    private static final int PLACES = 1 << 10;

    private final Place[] places = new Place[PLACES];
    private String[] names = {};
    private String[] units = {};
    private byte[] allGood = {};

    Place place(ReadingView reading) {
        String org = reading.org();
        String site = reading.site();
        String type = reading.deviceType();
        String model = reading.model();
        int hash = (org.hashCode() * 31 + site.hashCode()) * 31 + type.hashCode();
        int index = (hash ^ (hash >>> 16)) & (PLACES - 1);
        Place known = places[index];
        if (known == null
                || known.site() != site
                || known.org() != org
                || known.deviceType() != type
                || known.model() != model) {
            known = new Place(org, site, type, model);
            places[index] = known;
        }
        return known;
    }

    String[] names(ReadingView reading) {
        int size = reading.metrics();
        if (names.length != size) {
            names = new String[size];
        }
        for (int i = 0; i < size; i++) {
            String name = reading.name(i);
            if (names[i] != name) {
                names = names.clone();
                names[i] = name;
            }
        }
        return names;
    }

    String[] units(ReadingView reading) {
        int size = reading.metrics();
        if (units.length != size) {
            units = new String[size];
        }
        for (int i = 0; i < size; i++) {
            String unit = reading.unit(i);
            if (units[i] != unit) {
                units = units.clone();
                units[i] = unit;
            }
        }
        return units;
    }

    /** Qualities of a reading that has nothing but good values. */
    byte[] allGood(int size) {
        if (allGood.length != size) {
            allGood = new byte[size];
        }
        return allGood;
    }
}
