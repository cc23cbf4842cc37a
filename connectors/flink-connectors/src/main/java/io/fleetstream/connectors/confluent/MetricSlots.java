package io.fleetstream.connectors.confluent;

import io.fleetstream.schemas.SampleSummary;
import java.util.Arrays;

/** What a record says of its metrics, in columns that grow with the largest record met. */
final class MetricSlots {
    private static final int FEW = 16;

    long[] name = new long[FEW];
    double[] value = new double[FEW];
    long[] unit = new long[FEW];
    byte[] quality = new byte[FEW];
    byte[] reason = new byte[FEW];
    long[] sentUnit = new long[FEW];
    SampleSummary[] summary = new SampleSummary[FEW];

    /** Makes room for one more than there are. */
    void roomFor(int metrics) {
        if (metrics < name.length) {
            return;
        }
        int more = 2 * metrics;
        name = Arrays.copyOf(name, more);
        value = Arrays.copyOf(value, more);
        unit = Arrays.copyOf(unit, more);
        quality = Arrays.copyOf(quality, more);
        reason = Arrays.copyOf(reason, more);
        sentUnit = Arrays.copyOf(sentUnit, more);
        summary = Arrays.copyOf(summary, more);
    }
}
