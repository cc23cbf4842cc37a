package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.SandboxService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.ServiceProvider;
import io.fleetstream.sandbox.Services;
import io.fleetstream.sandbox.support.FleetHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs every service as processes of this machine; needs a built repository. */
public final class ProcessServiceProvider implements ServiceProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ProcessServiceProvider() {}

    @Override
    public String name() {
        return PROCESSES;
    }

    @Override
    public Services open(RunContext context) {
        return open(context, Map.of());
    }

    /** The same where some services are run by somebody else, who also closes them. */
    public Services open(RunContext context, Map<Service, SandboxService> others) {
        FleetHome home = FleetHome.fromProperty();
        List<Path> leftovers = new ArrayList<>(List.of(context.temporary()));
        if (!context.keepData()) {
            leftovers.add(context.data());
        }
        return new ProcessServices(
                new ProcessContext(context, home, new Reaper(leftovers)), others);
    }
}
