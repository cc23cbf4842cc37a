package io.fleetstream.jobs.aggregate.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Finds names in a list that only grows. Few names are compared one by one, which is cheapest; of a
 * device with many, where they stand is remembered once it has been asked for.
 */
final class NameIndex {
    /** Names up to which they are compared one by one. */
    static final int FEW = 32;

    private Map<String, Integer> places;

    /**
     * Where a name stands.
     *
     * @param hint where it stood elsewhere; any number
     * @param size how many names there are
     * @param nameAt the names
     * @return {@code size} if it is none of them
     */
    @SuppressWarnings({"StringEquality", "ReferenceEquality"}) // a short cut before equals
    int find(String name, int hint, int size, IntFunction<String> nameAt) {
        if (hint < size && nameAt.apply(hint) == name) {
            return hint;
        }
        if (size > FEW) {
            return remembered(name, size, nameAt);
        }
        for (int i = 0; i < size; i++) {
            if (nameAt.apply(i).equals(name)) {
                return i;
            }
        }
        return size;
    }

    private int remembered(String name, int size, IntFunction<String> nameAt) {
        if (places == null) {
            places = new HashMap<>();
        }
        for (int i = places.size(); i < size; i++) {
            places.put(nameAt.apply(i), i);
        }
        return places.getOrDefault(name, size);
    }

    /** Names stand elsewhere now. */
    void forget() {
        places = null;
    }
}
