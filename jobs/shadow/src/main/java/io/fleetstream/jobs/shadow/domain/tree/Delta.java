package io.fleetstream.jobs.shadow.domain.tree;

/** What is desired and not reported. */
public final class Delta {
    private Delta() {}

    /**
     * The part of {@code desired} that differs from {@code reported}, with the stamps of desired;
     * empty if nothing does.
     *
     * @param desired null for an absent section
     * @param reported null for an absent section
     */
    public static ObjectNode of(ObjectNode desired, ObjectNode reported) {
        if (desired == null || desired == reported) {
            return ObjectNode.EMPTY;
        }
        return reported == null ? desired : between(desired, reported);
    }

    private static ObjectNode between(ObjectNode desired, ObjectNode reported) {
        Text[] keys = null;
        Node[] values = null;
        int size = 0;
        int hint = 0;
        for (int i = 0; i < desired.size(); i++) {
            int j = reported.find(desired.key(i), hint);
            hint = j < 0 ? hint : j + 1;
            Node difference = difference(desired.value(i), j < 0 ? null : reported.value(j));
            if (difference != null) {
                if (keys == null) {
                    keys = new Text[desired.size() - i];
                    values = new Node[desired.size() - i];
                }
                keys[size] = desired.key(i);
                values[size] = difference;
                size++;
            }
        }
        if (size == 0) {
            return ObjectNode.EMPTY;
        }
        return new ObjectNode(keys, values, size);
    }

    /** The differing part of one value; null if there is none. */
    private static Node difference(Node desired, Node reported) {
        if (desired instanceof ObjectNode wanted && reported instanceof ObjectNode is) {
            if (wanted.isOnlyEncoded()
                    && is.isOnlyEncoded()
                    && wanted.encoded().spellsTheSame(is.encoded())) {
                return null;
            }
            ObjectNode inner = between(wanted, is);
            return inner.size() == 0 ? null : inner;
        }
        return reported != null && Values.same(desired, reported) ? null : desired;
    }
}
