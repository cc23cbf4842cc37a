package io.fleetstream.jobs.prediction.domain.model;

/** A model that cannot be used; the message says why, and what would be right. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * For people.
     *
     * @param path JSON pointer to the field of the record that is at fault
     */
    public ModelException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** As {@link #ModelException(String, String)}, for a reason. */
    public ModelException(String path, String message, Throwable cause) {
        super(message, cause);
        this.path = path;
    }

    /** JSON pointer to the field at fault. */
    public String path() {
        return path;
    }
}
