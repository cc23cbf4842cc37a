package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.ServiceProvider;
import io.fleetstream.sandbox.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        FleetHome home = FleetHome.fromProperty();
        List<Path> leftovers = new ArrayList<>(List.of(context.temporary()));
        if (!context.keepData()) {
            leftovers.add(context.data());
        }
        return new ProcessServices(new ProcessContext(context, home, new Reaper(leftovers)));
    }
}
