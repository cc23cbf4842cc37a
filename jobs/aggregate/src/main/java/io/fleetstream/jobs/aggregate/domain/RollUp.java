package io.fleetstream.jobs.aggregate.domain;

/**
 * What is summarised over all devices of a subject.
 *
 * @param scope {@link Delta#SITE}, {@link Delta#TYPE}, {@link Delta#MODEL} or {@link Delta#ORG}
 * @param org organisation
 * @param part site, type or model; empty for the organisation itself
 * @param metric name
 */
public record RollUp(int scope, String org, String part, String metric) {
    private static final char BETWEEN = '\u0001';

    /** As one text, the key of its state. */
    public String key() {
        return scope + org + BETWEEN + part + BETWEEN + metric;
    }

    /** The subject of its rows. */
    public String subject() {
        return scope == Delta.ORG ? org : org + "/" + part;
    }
}
