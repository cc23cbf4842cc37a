package io.fleetstream.connectors.confluent;

import java.util.List;

/** The registry holds a schema that ours does not go with; the job must not start. */
public final class IncompatibleSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompatibleSchemaException(String subject, List<String> problems, Throwable cause) {
        super(
                "The schema of "
                        + subject
                        + " is not compatible with the one in the schema registry: "
                        + String.join("; ", problems)
                        + ". Give new fields a default and keep the types of old ones, or write to"
                        + " a new topic.",
                cause);
    }
}
