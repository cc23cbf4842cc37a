package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.presence.GroupSpec;
import io.fleetstream.jobs.anomaly.domain.presence.GroupState;

/** A group with what {@link GroupAlarmsFunction} keeps of it. */
final class StoredGroup {
    static final long NONE = Long.MIN_VALUE;

    final GroupState state;
    String group = "";
    GroupSpec spec;
    int step;
    long timer = NONE;

    StoredGroup(StoredMembers members) {
        state = new GroupState(members);
    }

    StoredGroup(ByteReader in, StoredMembers members) {
        group = in.getText();
        spec = new GroupSpec(in.getUnsigned(), (int) in.getUnsigned(), in.getUnsigned());
        step = (int) in.getUnsigned();
        timer = in.getSigned();
        state = GroupState.read(in, members);
    }

    void write(ByteWriter out) {
        out.putText(group).putUnsigned(spec.grace()).putUnsigned(spec.devices());
        out.putUnsigned(spec.tellEvery()).putUnsigned(step).putSigned(timer);
        state.write(out);
    }
}
