package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SequenceEvent;
import java.util.List;

/**
 * What has become of a message: refused, a duplicate, or stored, at least in part.
 *
 * @param refusal null unless it is refused
 * @param readings what is to be stored, in order; empty for a duplicate
 * @param events what its numbers tell
 * @param announcement what is to be announced of its device; null for nothing
 * @param known after it; as before unless something was stored
 */
public record Outcome(
        Refusal refusal,
        List<Reading> readings,
        List<SequenceEvent> events,
        DeviceFacts announcement,
        Known known) {

    /** It cannot be used. */
    static Outcome refused(Refusal refusal, Known known) {
        return new Outcome(refusal, List.of(), List.of(), null, known);
    }

    /** Nothing of it is new. */
    static Outcome duplicate(Known known) {
        return new Outcome(null, List.of(), List.of(), null, known);
    }

    /** Whether nothing of it is new. */
    public boolean isDuplicate() {
        return refusal == null && readings.isEmpty();
    }
}
