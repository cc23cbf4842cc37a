package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one request a shadow's client has under way, and when it may send the next. */
final class RequestTurn {
    /** How long an answer may take. */
    static final long PATIENCE_MS = 20_000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final int MOST_DOUBLINGS = 5;

    private enum Kind {
        NONE,
        GET,
        UPDATE
    }

    private final String tokens;
    private boolean connected;
    private boolean getWanted;
    private Kind underWay = Kind.NONE;
    private String token = "";
    private long number;
    private ObjectNode patch = Settings.none();
    private long overdueAtMs = NEVER;
    private long pauseUntilMs = Long.MIN_VALUE;
    private int failures;

    RequestTurn(String tokens) {
        this.tokens = tokens;
    }

    void connected() {
        connected = true;
        failures = 0;
        pauseUntilMs = Long.MIN_VALUE;
    }

    /** Returns what was being reported. */
    ObjectNode disconnected() {
        connected = false;
        return release();
    }

    void askAgain() {
        getWanted = true;
    }

    boolean wantsGet() {
        return getWanted;
    }

    boolean isIdle() {
        return underWay == Kind.NONE && !getWanted;
    }

    boolean mayAsk(long nowMs) {
        return connected && underWay == Kind.NONE && nowMs >= pauseUntilMs;
    }

    boolean isOverdue(long nowMs) {
        return underWay != Kind.NONE && nowMs >= overdueAtMs;
    }

    /** When there is something to do, given whether there is something to send. */
    long nextMs(boolean something) {
        if (!connected) {
            return NEVER;
        }
        if (underWay != Kind.NONE) {
            return overdueAtMs;
        }
        return something ? pauseUntilMs : NEVER;
    }

    ObjectNode get(long nowMs) {
        getWanted = false;
        return begin(Kind.GET, Settings.none(), nowMs);
    }

    ObjectNode update(ObjectNode reported, long nowMs) {
        ObjectNode request = Settings.none();
        request.putObject("state").set("reported", reported.deepCopy());
        return request.setAll(begin(Kind.UPDATE, reported, nowMs));
    }

    boolean isAnsweredBy(ShadowAnswer answer, String answered) {
        Kind kind =
                switch (answer) {
                    case GET_ACCEPTED, GET_REJECTED -> Kind.GET;
                    case UPDATE_ACCEPTED, UPDATE_REJECTED -> Kind.UPDATE;
                    case DELTA, DELETE_ACCEPTED, DELETE_REJECTED -> Kind.NONE;
                };
        return kind != Kind.NONE && kind == underWay && token.equals(answered);
    }

    void done() {
        failures = 0;
        ObjectNode unused = release();
    }

    /** Makes the next request wait; returns what was being reported. */
    ObjectNode failed(long nowMs) {
        pauseUntilMs = nowMs + (FIRST_PAUSE_MS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return release();
    }

    private ObjectNode begin(Kind kind, ObjectNode reported, long nowMs) {
        underWay = kind;
        patch = reported;
        token = tokens + '-' + ++number;
        overdueAtMs = nowMs + PATIENCE_MS;
        return Settings.none().put("clientToken", token);
    }

    private ObjectNode release() {
        ObjectNode released = patch;
        patch = Settings.none();
        underWay = Kind.NONE;
        overdueAtMs = NEVER;
        return released;
    }
}
