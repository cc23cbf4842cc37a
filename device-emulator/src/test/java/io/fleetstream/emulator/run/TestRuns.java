package io.fleetstream.emulator.run;

import io.fleetstream.emulator.pace.Pace;
import java.time.Instant;

/** Options for tests that connect to nothing. */
final class TestRuns {
    static final long SEED = 20_261_120;
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private TestRuns() {}

    /** A run of five minutes at one message a second, with a fixed beginning. */
    static RunOptionsBuilder fiveMinutes(int devices) {
        return RunOptions.to("tcp://127.0.0.1:1")
                .seed(SEED)
                .devices(devices)
                .messages(300)
                .start(START)
                .pace(Pace.FLAT_OUT)
                .arrival(ArrivalMode.EMULATED);
    }
}
