package io.fleetstream.jobs.ingest.function;

/**
 * A change of what is broadcast to every device; one of the two is given. One type for both, since
 * an operator has one broadcast input.
 *
 * @param model change of a model, or null
 * @param manifest change of a manifest, or null
 */
public record ReferenceChange(ModelChange model, ManifestChange manifest) {

    /** Of a model. */
    public static ReferenceChange of(ModelChange model) {
        return new ReferenceChange(model, null);
    }

    /** Of a manifest. */
    public static ReferenceChange of(ManifestChange manifest) {
        return new ReferenceChange(null, manifest);
    }
}
