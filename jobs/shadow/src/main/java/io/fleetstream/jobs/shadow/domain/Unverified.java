package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.request.Fault;
import java.util.List;

/**
 * What AWS does not document and nobody has recorded: decided here, so that it can change here.
 *
 * @param checkOrder of several faults of a request, which is answered. The version and then the
 *     size of the result are always checked after these
 * @param versionOneCreates whether a request with version 1 may create a shadow; any other version
 *     is refused then
 * @param tombstoneTakesVersion whether a deletion takes a version of its own, so that a shadow
 *     created again goes on at N+2 instead of N+1
 * @param tombstoneIsVersioned whether a request with a version may create a shadow again if it
 *     names the version of the deletion; otherwise as if it had never existed
 * @param emptyObjectKeepsContent whether <code>{}</code> onto an inner object with members changes
 *     nothing
 * @param emptiedObjectStays whether an inner object whose last member is removed stays as <code>{}
 *     </code>
 * @param deltaMemberIgnored whether a member delta inside state is dropped silently
 * @param invalidNodeIsNamed whether the message about a strange member of state names it
 * @param nullTokenIsAbsent whether a client token of null is like none
 * @param getRefusesBadJson whether a get with a payload that is not a JSON object is refused
 * @param deleteRefusesBadJson the same of a delete
 * @param previousIsNull whether documents of a first version have {@code "previous":null} instead
 *     of no such member
 * @param metadataOfDeltaInGet whether the answer to a get holds metadata of the delta
 * @param nullInArrayMessage message about a null in an array
 * @param tooManyRequestsMessage message about too many requests in flight
 */
public record Unverified(
        List<Fault> checkOrder,
        boolean versionOneCreates,
        boolean tombstoneTakesVersion,
        boolean tombstoneIsVersioned,
        boolean emptyObjectKeepsContent,
        boolean emptiedObjectStays,
        boolean deltaMemberIgnored,
        boolean invalidNodeIsNamed,
        boolean nullTokenIsAbsent,
        boolean getRefusesBadJson,
        boolean deleteRefusesBadJson,
        boolean previousIsNull,
        boolean metadataOfDeltaInGet,
        String nullInArrayMessage,
        String tooManyRequestsMessage) {

    /** What we have decided. */
    public static final Unverified DEFAULT =
            new Unverified(
                    List.of(
                            Fault.TOO_LARGE,
                            Fault.NOT_UTF8,
                            Fault.NOT_JSON,
                            Fault.CLIENT_TOKEN,
                            Fault.VERSION,
                            Fault.STATE_MISSING,
                            Fault.STATE_TYPE,
                            Fault.STATE_MEMBER,
                            Fault.DESIRED_TYPE,
                            Fault.REPORTED_TYPE,
                            Fault.TOO_DEEP,
                            Fault.NULL_IN_ARRAY),
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    true,
                    false,
                    true,
                    false,
                    false,
                    false,
                    "Invalid JSON",
                    "Too many requests");

    /** Checks that no fault is forgotten. */
    public Unverified {
        checkOrder = List.copyOf(checkOrder);
        if (!checkOrder.containsAll(List.of(Fault.values()))) {
            throw new IllegalArgumentException("checkOrder lacks a fault");
        }
    }
}
