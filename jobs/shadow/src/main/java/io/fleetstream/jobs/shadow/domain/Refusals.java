package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.request.Fault;
import java.util.List;

/** Which error answers which fault. */
final class Refusals {
    /** Faults after which nothing of a payload is known. */
    static final List<Fault> UNREADABLE = List.of(Fault.NOT_UTF8, Fault.NOT_JSON);

    /** The empty payload. */
    static final byte[] NOTHING = {};

    private Refusals() {}

    static ShadowError error(Fault fault) {
        return switch (fault) {
            case TOO_LARGE -> ShadowError.TOO_LARGE;
            case NOT_UTF8 -> ShadowError.NOT_UTF8;
            case NOT_JSON, NULL_IN_ARRAY -> ShadowError.INVALID_JSON;
            case CLIENT_TOKEN -> ShadowError.INVALID_CLIENT_TOKEN;
            case VERSION -> ShadowError.INVALID_VERSION;
            case STATE_MISSING -> ShadowError.STATE_MISSING;
            case STATE_TYPE -> ShadowError.STATE_TYPE;
            case STATE_MEMBER -> ShadowError.INVALID_NODE;
            case DESIRED_TYPE -> ShadowError.DESIRED_TYPE;
            case REPORTED_TYPE -> ShadowError.REPORTED_TYPE;
            case TOO_DEEP -> ShadowError.TOO_DEEP;
        };
    }
}
