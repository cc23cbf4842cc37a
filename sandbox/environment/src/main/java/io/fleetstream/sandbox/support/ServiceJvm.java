package io.fleetstream.sandbox.support;

import java.util.List;

/**
 * Options for every JVM that is started as a service or to be measured, laid over its own: the
 * system property {@value #PROPERTY}, separated by blanks. Tests, whose processes live for a
 * minute, do without the optimising compiler; nobody else sets it.
 */
public final class ServiceJvm {
    /** The system property. */
    public static final String PROPERTY = "fleet.services.jvm";

    private ServiceJvm() {}

    /** The options now; none if the property is not set. */
    public static List<String> options() {
        String value = System.getProperty(PROPERTY, "").strip();
        return value.isEmpty() ? List.of() : List.of(value.split("\\s+"));
    }
}
