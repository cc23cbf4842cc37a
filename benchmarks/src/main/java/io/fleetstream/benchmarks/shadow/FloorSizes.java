package io.fleetstream.benchmarks.shadow;

import io.fleetstream.benchmarks.child.Request;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many bytes the floor moves.
 *
 * @param state of its value in state
 * @param accepted of the answer to an update
 * @param delta of a delta
 * @param deltas how many of ten thousand updates a delta follows
 * @param documents of the message about both versions
 * @param get of the answer to a get
 * @param document of the entry in the log
 */
record FloorSizes(
        int state, int accepted, int delta, int deltas, int documents, int get, int document)
        implements Serializable {
    static final int TEN_THOUSAND = 10_000;

    private static final String ACCEPTED = "update/accepted";
    private static final String DELTA = "update/delta";
    private static final String DOCUMENTS = "update/documents";
    private static final String GET = "get/accepted";

    /** Those of the means of what is expected. */
    static FloorSizes of(Expected expected) {
        return new FloorSizes(
                expected.storedBytes(),
                expected.answerBytes(ACCEPTED),
                expected.answerBytes(DELTA),
                (int) (TEN_THOUSAND * expected.answers(DELTA) / expected.changes()),
                expected.answerBytes(DOCUMENTS),
                expected.answerBytes(GET),
                expected.documentBytes());
    }

    /** Those a request tells of. */
    static FloorSizes of(Request request) {
        return new FloorSizes(
                (int) request.number(Setting.FLOOR_STATE),
                (int) request.number(Setting.FLOOR_ANSWER + ACCEPTED),
                (int) request.number(Setting.FLOOR_ANSWER + DELTA),
                (int) request.number(Setting.FLOOR_DELTAS),
                (int) request.number(Setting.FLOOR_ANSWER + DOCUMENTS),
                (int) request.number(Setting.FLOOR_ANSWER + GET),
                (int) request.number(Setting.FLOOR_DOCUMENT));
    }

    /** As settings of a request. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Setting.FLOOR_STATE, Integer.toString(state));
        settings.put(Setting.FLOOR_ANSWER + ACCEPTED, Integer.toString(accepted));
        settings.put(Setting.FLOOR_ANSWER + DELTA, Integer.toString(delta));
        settings.put(Setting.FLOOR_DELTAS, Integer.toString(deltas));
        settings.put(Setting.FLOOR_ANSWER + DOCUMENTS, Integer.toString(documents));
        settings.put(Setting.FLOOR_ANSWER + GET, Integer.toString(get));
        settings.put(Setting.FLOOR_DOCUMENT, Integer.toString(document));
        return settings;
    }
}
