package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;

/** Who may write what. AWS leaves this to the topics a policy allows; here it may be stricter. */
public enum WriterRoles {
    /** Everybody may write both sections, as in AWS. */
    OPEN,
    /**
     * Devices report: what they may do about desired is clear it, as devices do once they have
     * reached it.
     */
    DEVICES_REPORT;

    boolean forbids(Writer writer, UpdateRequest asked) {
        return this == DEVICES_REPORT
                && writer == Writer.DEVICE
                && asked.desired().kind() == Section.Kind.OBJECT;
    }
}
