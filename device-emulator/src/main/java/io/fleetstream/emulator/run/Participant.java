package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.DeviceIdentity;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whoever holds a connection in a run: a device, or a gateway with devices behind it. */
interface Participant {
    /** Connects after a delay and goes to work. */
    void start(Duration delay);

    /** Makes no further messages; those made are still published. */
    void stop();

    /** Drops everything; for use when the broker does not come back. */
    void abandon();

    /** Completes when everything is acknowledged and the connection closed. */
    CompletableFuture<Void> done();

    /** Messages given up; exact once done. */
    long unpublished();

    /** The last slot each device came to so far; exact once done. */
    Map<DeviceIdentity, Long> lastSlots();
}
