package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;

/**
 * Why a message becomes a dead letter.
 *
 * @param reason why
 * @param path JSON pointer to the field at fault; null if there is none
 * @param message for people; nothing of the payload
 * @param index position of the reading at fault within its message; 0 if it is the message
 */
public record Refusal(ReasonCode reason, String path, String message, int index) {

    /** Of the whole message. */
    public static Refusal of(ReasonCode reason, String message) {
        return new Refusal(reason, null, message, 0);
    }

    /** As the rule says that refused the reading at that position. */
    public static Refusal of(RejectedException rejected, int index) {
        return new Refusal(rejected.reason(), rejected.path(), rejected.getMessage(), index);
    }
}
