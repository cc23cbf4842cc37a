package io.fleetstream.faults.shadow;

/** Messages that a request brings about, in the order in which they leave. */
enum AnswerKind {
    ACCEPTED(0),
    REJECTED(1),
    DELTA(2),
    DOCUMENTS(3);

    private static final int KINDS = 4;

    private final int place;

    AnswerKind(int place) {
        this.place = place;
    }

    static AnswerKind of(String message) {
        return switch (message) {
            case "update/delta" -> DELTA;
            case "update/documents" -> DOCUMENTS;
            default -> message.endsWith("/accepted") ? ACCEPTED : REJECTED;
        };
    }

    /** Place of this message of a request in an array of {@link #slots}. */
    int slot(int request) {
        return request * KINDS + place;
    }

    /** How many messages so many requests can bring about. */
    static int slots(int requests) {
        return requests * KINDS;
    }
}
