package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.Node;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;

/** Who may write what. AWS leaves this to the topics a policy allows; here it may be stricter. */
public enum WriterRoles {
    /** Everybody may write both sections, as in AWS. */
    OPEN,
    /**
     * Devices report: what they may do about desired is clear it, or single values of it, as
     * devices do once they have reached it.
     */
    DEVICES_REPORT;

    boolean forbids(Writer writer, UpdateRequest asked) {
        return this == DEVICES_REPORT
                && writer == Writer.DEVICE
                && asked.desired().kind() == Section.Kind.OBJECT
                && !clears(asked.desired().content());
    }

    /** Whether it does nothing but remove: an empty object below would be a value of its own. */
    private static boolean clears(ObjectNode content) {
        for (int i = 0; i < content.size(); i++) {
            Node value = content.value(i);
            boolean removes =
                    value instanceof ObjectNode object
                            ? object.size() > 0 && clears(object)
                            : value instanceof Leaf leaf && leaf.isNull();
            if (!removes) {
                return false;
            }
        }
        return true;
    }
}
