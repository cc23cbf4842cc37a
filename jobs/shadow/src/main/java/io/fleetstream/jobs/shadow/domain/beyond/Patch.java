package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;

/**
 * What of an update is to be merged into the sections, in two steps each.
 *
 * @param clearDesired what goes of desired first
 * @param desired what is merged into the rest
 * @param clearReported what goes of reported first
 * @param reported what is merged into the rest
 */
public record Patch(
        Section clearDesired, Section desired, Section clearReported, Section reported) {

    /** All of an update. */
    public static Patch of(UpdateRequest asked, boolean replaces) {
        Section desired = asked.isStateNull() ? Section.NULL : asked.desired();
        Section reported = asked.isStateNull() ? Section.NULL : asked.reported();
        return new Patch(clear(desired, replaces), desired, clear(reported, replaces), reported);
    }

    private static Section clear(Section section, boolean replaces) {
        return replaces && section.kind() == Section.Kind.OBJECT ? Section.NULL : Section.ABSENT;
    }
}
