package io.fleetstream.jobs.ingest.domain.payload;

/** Where the reader stands, as a JSON pointer (RFC 6901); spelled out only when asked. */
record Pointer(Pointer parent, String name, int index) {
    private static final int LONGEST_NAME = 64;

    static final Pointer ROOT = new Pointer(null, null, 0);

    Pointer member(String member) {
        return new Pointer(this, member, 0);
    }

    Pointer element(int element) {
        return new Pointer(this, null, element);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        return parent + "/" + (name == null ? Integer.toString(index) : escaped());
    }

    private String escaped() {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        return shown.replace("~", "~0").replace("/", "~1");
    }
}
