package io.fleetstream.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Version of this build, from the jar's manifest. */
final class FleetVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = FleetVersion.class.getPackage().getImplementationVersion();
        return new String[] {"fleet " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
