package io.fleetstream.jobs.shadow.domain;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits of shadows and requests.
 *
 * @param maxDocumentBytes longest document: compact JSON of desired and reported together, without
 *     metadata and without the names of the two
 * @param maxDepth levels of objects and arrays in a section, its own object being the first
 * @param maxTokenBytes longest client token in UTF-8
 * @param maxRequestBytes longest payload of a request
 * @param maxInFlight requests a connection may have unanswered, as the bridge counts them
 * @param tombstoneRetention how long the version of a deleted shadow is remembered
 */
public record ShadowLimits(
        int maxDocumentBytes,
        int maxDepth,
        int maxTokenBytes,
        int maxRequestBytes,
        int maxInFlight,
        Duration tombstoneRetention)
        implements Serializable {

    /** Those of AWS IoT. */
    public static final ShadowLimits DEFAULT =
            new ShadowLimits(8192, 6, 64, 128 << 10, 10, Duration.ofDays(2));

    /** Deepest nesting that can be allowed: trees are walked on the stack. */
    public static final int MOST_LEVELS = 100;

    /** Checks the ranges. */
    public ShadowLimits {
        if (maxDocumentBytes < 1 || maxTokenBytes < 1 || maxRequestBytes < 1 || maxInFlight < 1) {
            throw new IllegalArgumentException("limits of shadows are positive");
        }
        if (maxDepth < 1 || maxDepth > MOST_LEVELS) {
            throw new IllegalArgumentException("maxDepth is " + maxDepth + ", expected 1 to 100");
        }
        if (tombstoneRetention.isNegative()) {
            throw new IllegalArgumentException("tombstoneRetention is negative");
        }
    }
}
