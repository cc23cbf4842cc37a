package io.fleetstream.jobs.anomaly.domain.presence;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/** Presence of one device, in seconds; its state is stored and read before every call. */
final class Attendance {
    private final PresenceMachine machine;
    private final List<String> told = new ArrayList<>();
    private PresenceState state;

    Attendance(PresenceSpec spec, double firstSeen) {
        machine = new PresenceMachine(spec);
        state = new PresenceState(millis(firstSeen));
    }

    Attendance seen(double second) {
        restore();
        machine.seen(state, millis(second), this::tell);
        return this;
    }

    Attendance said(boolean online, double second) {
        restore();
        machine.said(state, online, millis(second), this::tell);
        return this;
    }

    Attendance until(double second) {
        restore();
        machine.advance(state, millis(second), this::tell);
        return this;
    }

    PresenceState state() {
        return state;
    }

    double due() {
        long due = machine.due(state);
        return due == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : due / 1000.0;
    }

    int bytes() {
        ByteWriter out = new ByteWriter();
        state.write(out);
        return out.toBytes().length;
    }

    List<String> told() {
        return told;
    }

    private void tell(PresenceStep step) {
        told.add((step.offline() ? step.cause() : "ONLINE") + "@" + step.time() / 1000.0);
    }

    private void restore() {
        ByteWriter out = new ByteWriter();
        state.write(out);
        ByteReader in = new ByteReader(out.toBytes());
        state = PresenceState.read(in);
        if (!in.isAtEnd()) {
            throw new AssertionError("bytes are left over");
        }
    }

    private static long millis(double second) {
        return Math.round(second * 1000);
    }
}
