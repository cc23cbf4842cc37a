package io.fleetstream.jobs.ingest.state;

/**
 * The last values of a device's metrics whose rate of change is bounded; one element per slot of
 * its model. Times in microseconds since the epoch, {@link #NEVER} for none; values in the model's
 * unit. 16 bytes per such metric, 32 while one of them is in doubt.
 *
 * @param layout of the model that the slots belong to
 * @param times event times of the last believed values
 * @param values the last believed values
 * @param doubtTimes event times of the last values that changed too fast; empty if there is none
 * @param doubts the last values that changed too fast; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared, never changed
public record LastValues(
        int layout, long[] times, double[] values, long[] doubtTimes, double[] doubts) {

    /** Time of a value that there is not. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Fills in what an older savepoint does not have. */
    public LastValues {
        times = times == null ? new long[0] : times;
        values = values == null ? new double[0] : values;
        doubtTimes = doubtTimes == null ? new long[0] : doubtTimes;
        doubts = doubts == null ? new double[0] : doubts;
    }
}
