package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.state.JobStates;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;

/**
 * The one timer of a device, at the earliest time at which there may be something to do for any of
 * its executions. When it rings whoever listens sets it anew, so that what is put off again and
 * again does not leave a timer each time.
 */
final class DeviceTimer {
    /** No time at all. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long MICROS_PER_MILLI = 1_000L;

    private final ValueState<Long> next;

    DeviceTimer(RuntimeContext context) {
        next = context.getState(JobStates.NEXT_TIMER);
    }

    /** The first millisecond by which that time, in microseconds, is over. */
    static long after(long micros) {
        return micros == NEVER ? NEVER : micros / MICROS_PER_MILLI + 1;
    }

    boolean isSet() throws IOException {
        return next.value() != null;
    }

    /** Lets it ring at that time of arrival, in milliseconds, or earlier. */
    void ringBy(long millis, TimerService timers) throws IOException {
        if (millis == NEVER) {
            return;
        }
        Long set = next.value();
        if (set != null) {
            if (set <= millis) {
                return;
            }
            timers.deleteEventTimeTimer(set);
        }
        timers.registerEventTimeTimer(millis);
        next.update(millis);
    }

    /** It rings: from here on it is not set. */
    void rings() {
        next.clear();
    }
}
