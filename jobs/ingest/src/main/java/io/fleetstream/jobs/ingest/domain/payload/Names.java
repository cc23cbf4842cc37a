package io.fleetstream.jobs.ingest.domain.payload;

/** What names, units, versions and boot ids may look like. */
final class Names {
    /** Longest text kept, in UTF-16 units. */
    static final int LONGEST = 128;

    private Names() {}

    /**
     * Whether {@code text} can be stored everywhere: 1 to 128 UTF-16 units, no control characters,
     * no half of a surrogate pair.
     */
    static boolean isStorable(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean paired =
                        i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
