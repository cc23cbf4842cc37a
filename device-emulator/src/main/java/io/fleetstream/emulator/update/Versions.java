package io.fleetstream.emulator.update;

/** Orders versions by their numbers, part by part; what is no number by its text. */
final class Versions {
    private Versions() {}

    static int compare(String one, String other) {
        String[] left = one.split("[.+-]", -1);
        String[] right = other.split("[.+-]", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = part(i < left.length ? left[i] : "0", i < right.length ? right[i] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String one, String other) {
        return one.matches("[0-9]{1,9}") && other.matches("[0-9]{1,9}")
                ? Integer.compare(Integer.parseInt(one), Integer.parseInt(other))
                : one.compareTo(other);
    }
}
