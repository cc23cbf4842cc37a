package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.TelemetryEvent;
import java.util.List;

/** Decides what of a device's samples is sent, and how many of them at once. */
interface DraftStage {

    /**
     * Takes the next sample of a device.
     *
     * @param marker whether it is the last of its boot: then something must be sent, as a marker,
     *     and nothing kept
     * @return what is to be sent now, in order; only the last may be the marker
     */
    List<Draft> take(TelemetryEvent event, boolean marker);
}
