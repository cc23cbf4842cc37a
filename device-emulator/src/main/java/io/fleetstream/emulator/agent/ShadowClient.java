package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;

/**
 * The device's side of one shadow: asks for it on every connect, does what is desired, and reports
 * what it has done. A state machine without clock, threads or connection; one request is under way
 * at a time, an unanswered one is followed by a fresh get.
 *
 * <p>News count only if their version is greater than that of the last news, and not less than any
 * version seen: what the network repeats or delays changes nothing. The answer to an own get is
 * taken as it is, since versions of a forgotten shadow begin anew.
 *
 * <p>Times are milliseconds of one clock that does not go back. Not thread-safe.
 */
public final class ShadowClient {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ShadowBehaviour behaviour;
    private final RequestTurn turn;
    private final ShadowPort port;
    private final ObjectNode actual;

    private boolean synced; // whether the shadow's memory was ever read
    private long newsVersion;
    private long seenVersion;
    private ObjectNode unreported = Settings.none();
    private ObjectNode wanted = Settings.none();
    private long wantedVersion;
    private long applyAtMs = NEVER;
    private ObjectNode relapse = Settings.none();
    private long relapseAtMs = NEVER;

    /**
     * A client that is not connected.
     *
     * @param initial what the device is set to from the factory
     * @param tokens beginning of client tokens, unique to this life of the device; at most 40 bytes
     */
    public ShadowClient(
            ShadowBehaviour behaviour, ObjectNode initial, String tokens, ShadowPort port) {
        this.behaviour = behaviour;
        this.actual = initial.deepCopy();
        this.turn = new RequestTurn(tokens);
        this.port = port;
    }

    /** A connection stands, and subscriptions with it. */
    public void connected(long nowMs) {
        turn.connected();
        turn.askAgain();
        pump(nowMs);
    }

    /** The connection has gone, and with it what was under way. */
    public void disconnected() {
        reportAgain(turn.disconnected());
    }

    /** What the device is set to, to be read only. */
    public ObjectNode actual() {
        return actual;
    }

    /** Version of the last news taken; 0 for none. */
    public long version() {
        return newsVersion;
    }

    /** Whether the device has nothing left to ask, to do or to tell. */
    public boolean isSettled() {
        return synced && turn.isIdle() && unreported.isEmpty() && applyAtMs == NEVER;
    }

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} for never. */
    public long nextMs() {
        boolean something = turn.wantsGet() || !unreported.isEmpty();
        return Math.min(Math.min(applyAtMs, relapseAtMs), turn.nextMs(something));
    }

    /** The device changes by itself, and reports it. */
    public void change(ObjectNode patch, long nowMs) {
        Settings.merge(actual, patch);
        report(patch);
        port.changed(patch);
        pump(nowMs);
    }

    /** Time has passed. */
    public void tick(long nowMs) {
        if (turn.isOverdue(nowMs)) {
            reportAgain(turn.failed(nowMs));
            turn.askAgain(); // nobody knows what has become of it
        }
        if (applyAtMs <= nowMs) {
            apply(nowMs);
        }
        if (relapseAtMs <= nowMs) {
            relapse();
        }
        pump(nowMs);
    }

    /** Takes a message of the shadow. */
    public void received(ShadowAnswer answer, JsonNode body, long nowMs) {
        boolean own = turn.isAnsweredBy(answer, body.path("clientToken").asText(""));
        switch (answer) {
            case DELTA -> delta(body, nowMs);
            case GET_ACCEPTED -> {
                if (own) {
                    got(body, nowMs);
                }
            }
            case UPDATE_ACCEPTED -> {
                seenVersion = Math.max(seenVersion, body.path("version").asLong());
                if (own) {
                    turn.done();
                    port.happened(TruthKind.SHADOW_REPORTED, body.path("version").asLong());
                }
            }
            case GET_REJECTED, UPDATE_REJECTED -> {
                if (own) {
                    rejected(answer, body.path("code").asInt(), nowMs);
                }
            }
            case DELETE_ACCEPTED -> {
                seenVersion = Math.max(seenVersion, body.path("version").asLong() + 1);
                forget();
            }
            case DELETE_REJECTED -> {
                // somebody else's
            }
        }
        tick(nowMs);
    }

    private void delta(JsonNode body, long nowMs) {
        long version = body.path("version").asLong();
        if (version <= newsVersion || version < seenVersion) {
            port.happened(TruthKind.SHADOW_STALE, version);
            return;
        }
        news(body.path("state"), version, nowMs);
    }

    private void got(JsonNode body, long nowMs) {
        turn.done();
        JsonNode state = body.path("state");
        if (!synced) {
            // the shadow is what the device remembers of its former life
            Settings.merge(actual, Settings.copyOf(state.path("reported")));
            synced = true;
        }
        ObjectNode removals = Settings.without(unreported, (path, value) -> !value.isNull());
        unreported = Settings.missing(actual, state.path("reported"));
        Settings.overlay(unreported, removals); // which no comparison would show
        seenVersion = body.path("version").asLong();
        forget();
        if (state.path("delta").isObject()) {
            news(state.path("delta"), seenVersion, nowMs);
        } else {
            newsVersion = seenVersion;
        }
    }

    private void rejected(ShadowAnswer answer, int code, long nowMs) {
        if (code == TOO_MANY_REQUESTS || code >= FIRST_SERVER_ERROR) {
            reportAgain(turn.failed(nowMs));
            if (answer == ShadowAnswer.GET_REJECTED) {
                turn.askAgain();
            }
            return;
        }
        turn.done();
        if (answer == ShadowAnswer.GET_REJECTED && code == NOT_FOUND) {
            synced = true;
            forget();
            unreported = actual.deepCopy();
        } else {
            port.happened(TruthKind.SHADOW_REFUSED, seenVersion);
        }
    }

    private void news(JsonNode delta, long version, long nowMs) {
        newsVersion = version;
        seenVersion = Math.max(seenVersion, version);
        port.happened(TruthKind.SHADOW_DELTA, version);
        if (behaviour.ignores()) {
            port.happened(TruthKind.SHADOW_IGNORED, version);
            return;
        }
        // a delta is all that differs, so the newest replaces what was about to be done
        wanted = Settings.copyOf(delta);
        wantedVersion = version;
        if (applyAtMs == NEVER) {
            applyAtMs = nowMs + behaviour.delay().toMillis();
        }
    }

    private void apply(long nowMs) {
        ObjectNode possible = Settings.without(wanted, behaviour::fails);
        if (!possible.equals(wanted)) {
            port.happened(TruthKind.SHADOW_FAILED, wantedVersion);
        }
        forget();
        if (possible.isEmpty()) {
            return;
        }
        if (behaviour.flaps()) {
            relapse = Settings.former(possible, actual);
            relapseAtMs = nowMs + behaviour.flapAfter().toMillis();
        }
        Settings.merge(actual, possible);
        report(possible);
        port.happened(TruthKind.SHADOW_APPLIED, wantedVersion);
        port.changed(possible);
    }

    private void relapse() {
        relapseAtMs = NEVER;
        Settings.merge(actual, relapse);
        report(relapse);
        port.happened(TruthKind.SHADOW_FLAPPED, newsVersion);
        port.changed(relapse);
    }

    private void forget() {
        wanted = Settings.none();
        applyAtMs = NEVER;
    }

    /** Adds to the next report; nulls stay in it, since they remove. */
    private void report(ObjectNode patch) {
        Settings.overlay(unreported, patch);
    }

    private void reportAgain(ObjectNode earlier) {
        ObjectNode both = earlier.deepCopy();
        Settings.overlay(both, unreported);
        unreported = both;
    }

    private void pump(long nowMs) {
        if (!turn.mayAsk(nowMs)) {
            return;
        }
        if (turn.wantsGet()) {
            port.request("get", turn.get(nowMs));
        } else if (!unreported.isEmpty()) {
            ObjectNode patch = unreported;
            unreported = Settings.none();
            port.request("update", turn.update(patch, nowMs));
        }
    }
}
