package io.fleetstream.e2e.shadow;

/** Messages that a request brings about, in the order in which they leave. */
enum AnswerKind {
    ACCEPTED,
    REJECTED,
    DELTA,
    DOCUMENTS;

    static final int COUNT = values().length;

    static AnswerKind of(String message) {
        return switch (message) {
            case "update/delta" -> DELTA;
            case "update/documents" -> DOCUMENTS;
            default -> message.endsWith("/accepted") ? ACCEPTED : REJECTED;
        };
    }
}
