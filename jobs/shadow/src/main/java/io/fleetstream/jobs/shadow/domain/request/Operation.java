package io.fleetstream.jobs.shadow.domain.request;

/** What is asked of a shadow; the last level of the topic. */
public enum Operation {
    /** Merge something into it. */
    UPDATE("update"),
    /** Tell what is in it. */
    GET("get"),
    /** Make it go. */
    DELETE("delete");

    private final String level;

    Operation(String level) {
        this.level = level;
    }

    /** Its level in the topic. */
    public String level() {
        return level;
    }
}
