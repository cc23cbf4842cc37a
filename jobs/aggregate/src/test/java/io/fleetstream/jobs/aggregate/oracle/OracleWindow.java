package io.fleetstream.jobs.aggregate.oracle;

import java.util.ArrayList;
import java.util.List;

/** Everything that is in one window. */
public final class OracleWindow {
    final List<OracleValue> values = new ArrayList<>();
    final long end;
    long late;

    OracleWindow(long end) {
        this.end = end;
    }
}
