package io.fleetstream.sandbox.containers;

import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.ServiceProvider;
import io.fleetstream.sandbox.Services;

/**
 * Runs Kafka, the MQTT broker, the database and the registry on Testcontainers ({@code
 * -Dfleet.services=containers}, Maven profile {@code containers}); needs a Docker engine.
 */
public final class ContainerServiceProvider implements ServiceProvider {
    /** For {@link java.util.ServiceLoader}; loads nothing of Testcontainers. */
    public ContainerServiceProvider() {}

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public Services open(RunContext context) {
        try {
            return ContainerServices.open(context);
        } catch (NoClassDefFoundError e) {
            throw new SandboxException(
                    "Testcontainers is not on the class path; build with -Pcontainers", e);
        }
    }
}
