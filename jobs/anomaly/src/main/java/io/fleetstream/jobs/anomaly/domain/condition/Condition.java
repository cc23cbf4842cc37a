package io.fleetstream.jobs.anomaly.domain.condition;

import java.util.Set;

/** Something that may be the case with a device. Immutable; depends on the subject alone. */
public interface Condition {
    /** Whether it is the case. */
    Truth test(Subject subject);

    /** Names of the metrics it is about: a message without any of them cannot change it. */
    Set<String> metrics();
}
