package io.fleetstream.emulator.agent;

/** What a shadow says to its device, by the end of the topic. */
public enum ShadowAnswer {
    /** What is desired and not reported. */
    DELTA("update/delta"),
    /** The shadow as it is. */
    GET_ACCEPTED("get/accepted"),
    /** There is none, or the question was wrong. */
    GET_REJECTED("get/rejected"),
    /** An update has become part of the shadow, the device's own or another's. */
    UPDATE_ACCEPTED("update/accepted"),
    /** An update was refused, the device's own or another's. */
    UPDATE_REJECTED("update/rejected"),
    /** The shadow is gone. */
    DELETE_ACCEPTED("delete/accepted"),
    /** The shadow stays. */
    DELETE_REJECTED("delete/rejected");

    private final String suffix;

    ShadowAnswer(String suffix) {
        this.suffix = suffix;
    }

    /** End of the topic, such as {@code update/delta}. */
    public String suffix() {
        return suffix;
    }
}
