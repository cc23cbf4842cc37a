package io.fleetstream.jobs.ingest.function;

/**
 * A change of what is broadcast to every device; one of the two is given.
 *
 * @param model change of a model
 */
public record ReferenceChange(ModelChange model) {
    /** Of a model. */
    public static ReferenceChange of(ModelChange model) {
        return new ReferenceChange(model);
    }
}
