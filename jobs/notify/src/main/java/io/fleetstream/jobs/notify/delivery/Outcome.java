package io.fleetstream.jobs.notify.delivery;

/**
 * How a delivery ended.
 *
 * @param taken whether the target has it
 * @param text why not, for people
 */
public record Outcome(boolean taken, String text) {}
