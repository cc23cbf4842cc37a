package io.fleetstream.jobs.shadow.domain.tree;

/** Whether two values are the same; stamps and the order of members do not matter. */
public final class Values {
    private Values() {}

    /** Numbers are compared by value, and true is not 1. */
    public static boolean same(Node a, Node b) {
        if (a == b) {
            return true;
        }
        if (a instanceof Leaf x && b instanceof Leaf y) {
            boolean numbers = x.isNumber() && y.isNumber();
            return numbers ? Numbers.same(x.json(), y.json()) : x.json().equals(y.json());
        }
        if (a instanceof ArrayNode x && b instanceof ArrayNode y) {
            return sameElements(x, y);
        }
        return a instanceof ObjectNode x && b instanceof ObjectNode y && sameMembers(x, y);
    }

    private static boolean sameElements(ArrayNode a, ArrayNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.element(i), b.element(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(ObjectNode a, ObjectNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            int j = b.find(a.key(i), i);
            if (j < 0 || !same(a.value(i), b.value(j))) {
                return false;
            }
        }
        return true;
    }
}
