package io.fleetstream.jobs.shadow.domain.request;

/** What can be wrong with a request by itself, whatever the shadow. */
public enum Fault {
    /** The payload is longer than requests may be, or was cut on its way. */
    TOO_LARGE,
    /** The bytes are not UTF-8. */
    NOT_UTF8,
    /** The text is not a JSON object, or something follows it. */
    NOT_JSON,
    /** The client token is not a string, or too long. */
    CLIENT_TOKEN,
    /** The version is not an integer. */
    VERSION,
    /** There is no state. */
    STATE_MISSING,
    /** The state is neither an object nor null. */
    STATE_TYPE,
    /** The state has a member that is no section. */
    STATE_MEMBER,
    /** The section desired is neither an object nor null. */
    DESIRED_TYPE,
    /** The section reported is neither an object nor null. */
    REPORTED_TYPE,
    /** Objects and arrays stand in each other too deeply. */
    TOO_DEEP,
    /** An element of an array is null. */
    NULL_IN_ARRAY
}
