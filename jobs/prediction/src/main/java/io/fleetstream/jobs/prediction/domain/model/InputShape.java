package io.fleetstream.jobs.prediction.domain.model;

/** How a window goes into a model. */
public enum InputShape {
    /** Statistics of its metrics: {@code [batch, metrics x statistics]}, metric by metric. */
    FLAT,
    /** Its readings, from the oldest on: {@code [batch, window, metrics]}. */
    SEQUENCE
}
