package io.fleetstream.jobs.rollout.domain.job;

/** Why a request is refused, with the codes of AWS IoT Jobs. */
public enum JobError {
    /** The topic maps to no operation. */
    INVALID_TOPIC("InvalidTopic"),
    /** The payload is not JSON in UTF-8. */
    INVALID_JSON("InvalidJson"),
    /** Something in the request is not as it must be. */
    INVALID_REQUEST("InvalidRequest"),
    /** The execution cannot go there from where it stands. */
    INVALID_STATE_TRANSITION("InvalidStateTransition"),
    /** There is no such execution. */
    RESOURCE_NOT_FOUND("ResourceNotFound"),
    /** The request was made for another version. */
    VERSION_MISMATCH("VersionMismatch"),
    /** Too many requests of the device are unanswered. */
    REQUEST_THROTTLED("RequestThrottled"),
    /** What was to be described is over. */
    TERMINAL_STATE_REACHED("TerminalStateReached");

    private final String code;

    JobError(String code) {
        this.code = code;
    }

    /** Value of the member {@code code}. */
    public String code() {
        return code;
    }
}
