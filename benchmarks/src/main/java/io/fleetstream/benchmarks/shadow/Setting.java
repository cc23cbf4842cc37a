package io.fleetstream.benchmarks.shadow;

/** Names of what the requests to the measured processes say, beside the common ones. */
final class Setting {
    /** State backend, by Flink's name. */
    static final String BACKEND = "backend";

    /** Whether contents are looked at, which costs more than to write them. */
    static final String LOOK = "look";

    /** Messages to devices that must come. */
    static final String MESSAGES = "messages";

    /** Bytes of their topics and payloads. */
    static final String MESSAGE_BYTES = "message-bytes";

    /** Documents that must come. */
    static final String DOCUMENTS = "documents";

    /** Sum over the contents of both. */
    static final String CONTENTS = "contents";

    /** Size of the floor's value in state. */
    static final String FLOOR_STATE = "floor-state";

    /** Sizes of what the floor writes, followed by the end of the topic. */
    static final String FLOOR_ANSWER = "floor-answer.";

    /** Size of the floor's entry in the log of documents. */
    static final String FLOOR_DOCUMENT = "floor-document";

    /** The floor writes so many deltas in ten thousand updates. */
    static final String FLOOR_DELTAS = "floor-deltas";

    /** Devices of a fleet whose state is measured. */
    static final String DEVICES = "devices";

    /** Devices that are heard again before the second checkpoint. */
    static final String TOUCHED = "touched";

    /** File for what a fleet's state takes. */
    static final String REPORT = "report";

    private Setting() {}
}
