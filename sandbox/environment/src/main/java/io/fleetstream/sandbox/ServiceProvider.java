package io.fleetstream.sandbox;

/** A way to run services, found through {@link java.util.ServiceLoader} by its name. */
public interface ServiceProvider {
    /** System property that names the provider to use; {@code processes} if it is not set. */
    String PROPERTY = "fleet.services";

    /** Name of the provider that runs processes of this machine. */
    String PROCESSES = "processes";

    /** Name in {@link #PROPERTY}. */
    String name();

    /** Prepares the services of one run; starts none of them. */
    Services open(RunContext context);
}
