package io.fleetstream.jobs.rollout.domain.job;

import java.io.Serializable;

/**
 * What AWS does not document, or documents in two ways: decided here, so that it can change here.
 *
 * @param finishesFromQueued whether a device may report SUCCEEDED or FAILED of what it never began
 * @param versionFirst whether a wrong expected version is told before a wrong transition
 * @param notifiesOfBegin whether the lists are pushed when an execution only begins; the examples
 *     of the guide say no, a bullet on the same page yes
 * @param retryKeepsPlace whether a retry stands where the failed try stood, instead of behind all
 *     of its weight
 * @param emptyPayloadIsObject whether a payload of no bytes is like <code>{}</code>
 * @param unknownMembersIgnored whether members that nobody knows are passed over
 * @param serviceStatusIsTransition whether a device that asks for QUEUED, TIMED_OUT, CANCELED or
 *     REMOVED gets InvalidStateTransition; otherwise InvalidRequest, as for words that are no
 *     status
 * @param thingNameInAnswers whether executions in answers name their thing; those pushed do not
 * @param listed most executions in an answer or a push, all lists together
 */
public record Unverified(
        boolean finishesFromQueued,
        boolean versionFirst,
        boolean notifiesOfBegin,
        boolean retryKeepsPlace,
        boolean emptyPayloadIsObject,
        boolean unknownMembersIgnored,
        boolean serviceStatusIsTransition,
        boolean thingNameInAnswers,
        int listed)
        implements Serializable {
    /** What we have decided. */
    public static final Unverified DEFAULT =
            new Unverified(true, true, false, false, true, true, false, true, 10);
}
