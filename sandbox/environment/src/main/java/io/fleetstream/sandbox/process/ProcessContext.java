package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.support.FleetHome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What every process of a run shares. */
record ProcessContext(RunContext run, FleetHome home, Reaper reaper) {
    /** A Java command with the class path of a module of the sandbox. */
    JavaCommand java(String module, String mainClass) {
        return new JavaCommand(home, run.temporary(), home.classPath(module), mainClass);
    }

    /** Starts a process that logs under its name. */
    ManagedProcess start(String name, List<String> command, Map<String, String> environment) {
        Path log = run.logs().resolve(name + ".log");
        return ManagedProcess.start(name, command, environment, log, reaper);
    }
}
