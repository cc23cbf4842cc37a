package io.fleetstream.schemas.database;

/** Compares rows of a roll-up, each as {@link SqlRows} has it, mean and spread fourth and fifth. */
final class RolledUpRows {
    private RolledUpRows() {}

    /**
     * Mean and spread are equal within a millionth: added up in another order, their last digits
     * differ. The rest is equal to the letter.
     */
    static int compare(String row, String other) {
        String[] columns = row.split(",", -1);
        String[] others = other.split(",", -1);
        for (int i = 0; i < columns.length; i++) {
            boolean isSum = i == 3 || i == 4;
            if (!columns[i].equals(others[i]) && !(isSum && isNear(columns[i], others[i]))) {
                return columns[i].compareTo(others[i]);
            }
        }
        return 0;
    }

    private static boolean isNear(String number, String other) {
        return !number.isEmpty()
                && !other.isEmpty()
                && Math.abs(Double.parseDouble(number) - Double.parseDouble(other)) < 1e-6;
    }
}
