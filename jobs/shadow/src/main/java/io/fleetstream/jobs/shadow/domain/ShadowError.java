package io.fleetstream.jobs.shadow.domain;

/** The errors of AWS IoT, with its words. */
public enum ShadowError {
    /** The payload cannot be parsed. */
    INVALID_JSON(400, "Invalid JSON"),
    /** There is no state. */
    STATE_MISSING(400, "Missing required node: state"),
    /** The state is neither object nor null. */
    STATE_TYPE(400, "State node must be an object"),
    /** Desired is neither object nor null. */
    DESIRED_TYPE(400, "Desired node must be an object"),
    /** Reported is neither object nor null. */
    REPORTED_TYPE(400, "Reported node must be an object"),
    /** The version is no integer, or names one of a shadow that never existed. */
    INVALID_VERSION(400, "Invalid version"),
    /** The client token is no string, or too long. */
    INVALID_CLIENT_TOKEN(400, "Invalid clientToken"),
    /** Nested too deeply; the limit follows. */
    TOO_DEEP(400, "JSON contains too many levels of nesting; maximum is "),
    /** The state has a member that is no section. */
    INVALID_NODE(400, "State contains an invalid node"),
    /** A user property is not understood; its name follows. Beyond AWS. */
    INVALID_PROPERTY(400, "Invalid property: "),
    /** Nobody is logged in; given by the broker. */
    UNAUTHORIZED(401, "Unauthorized"),
    /** The writer may not do this. */
    FORBIDDEN(403, "Forbidden"),
    /** There is no such thing; things need not be registered here. */
    THING_NOT_FOUND(404, "Thing not found"),
    /** There is no such shadow; its name follows. */
    NO_SHADOW(404, "No shadow exists with name: "),
    /** The version is not the current one. */
    VERSION_CONFLICT(409, "Version conflict"),
    /** The document or the request is too large. */
    TOO_LARGE(413, "The payload exceeds the maximum size allowed"),
    /** Not UTF-8; the odd word is AWS's. */
    NOT_UTF8(415, "Unsupported documented encoding; supported encoding is UTF-8"),
    /** Too many requests in flight; the text is not documented. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** Something went wrong here. */
    INTERNAL(500, "Internal service failure");

    private final int code;
    private final String message;

    ShadowError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** Its number, after those of HTTP. */
    public int code() {
        return code;
    }

    /** Its text, or the beginning of it. */
    public String message() {
        return message;
    }
}
