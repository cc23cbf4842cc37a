package io.fleetstream.jobs.shadow.domain.request;

import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;

/**
 * What an update says about a section.
 *
 * @param kind whether it is named, and how
 * @param content what is to be merged; empty unless the kind is {@link Kind#OBJECT}
 */
public record Section(Kind kind, ObjectNode content) {
    /** It is not named. */
    public static final Section ABSENT = new Section(Kind.ABSENT, ObjectNode.EMPTY);

    /** It is null: the section goes. */
    public static final Section NULL = new Section(Kind.NULL, ObjectNode.EMPTY);

    static final Section WRONG = new Section(Kind.WRONG, ObjectNode.EMPTY);

    /** How a section is named. */
    public enum Kind {
        /** Not at all. */
        ABSENT,
        /** As null. */
        NULL,
        /** As an object. */
        OBJECT,
        /** As something a section cannot be. */
        WRONG
    }

    /** Something to merge. */
    public static Section of(ObjectNode content) {
        return new Section(Kind.OBJECT, content);
    }
}
