package io.fleetstream.jobs.shadow.domain;

import java.util.List;

/**
 * What comes of a request.
 *
 * @param stored the shadow from now on; null if there is none
 * @param change what changed; null if nothing did, and {@code stored} is what it was
 * @param answers messages to the devices, in order; the first is the answer to the request
 * @param error why it was refused; null if it was accepted
 * @param reached how long it took until what was desired was reported, in microseconds; -1 if this
 *     is not the moment
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares outcomes
public record Outcome(
        byte[] stored, Change change, List<Answer> answers, ShadowError error, long reached) {

    /** Nothing was reached by this request. */
    public static final long NOT_NOW = -1;

    /** Whether the request was accepted. */
    public boolean accepted() {
        return error == null;
    }
}
