package io.fleetstream.connectors.parquet.row;

/** Texts in the order of their UTF-8 bytes, which is that of Parquet's statistics. */
public final class TextOrder {
    private TextOrder() {}

    /** As {@link java.util.Comparator#compare}; unlike {@link String#compareTo} for emojis. */
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftHigh = Character.isSurrogate(left);
                boolean rightHigh = Character.isSurrogate(right);
                return leftHigh == rightHigh ? left - right : leftHigh ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
