package io.fleetstream.jobs.rollout.domain.job;

/** What a device can ask of its jobs. */
public enum ApiCall {
    /** The lists of what is to be done. */
    GET_PENDING,
    /** The next one, begun. */
    START_NEXT,
    /** One execution. */
    DESCRIBE,
    /** To change one. */
    UPDATE,
    /** Something that does not exist. */
    UNKNOWN
}
