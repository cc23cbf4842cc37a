package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.TaskManager;
import io.fleetstream.sandbox.support.Ports;

/** A TaskManager as a process; every start gets a resource id of its own. */
final class TaskManagerProcess implements TaskManager {
    private final String name;
    private final FlinkProcess flink;
    private final int metricsPort = Ports.free();
    private int starts;
    private volatile ManagedProcess process;

    TaskManagerProcess(String name, FlinkProcess flink) {
        this.name = name;
        this.flink = flink;
    }

    @Override
    public String name() {
        return name;
    }

    int metricsPort() {
        return metricsPort;
    }

    String resourceId() {
        return name + "-" + starts;
    }

    @Override
    public void start() {
        if (launch()) {
            awaitRegistered();
        }
    }

    /** Starts the process without waiting for it; false if it runs. */
    boolean launch() {
        if (isRunning()) {
            return false;
        }
        starts++;
        process = flink.cluster().startTaskManager(name, resourceId(), metricsPort);
        return true;
    }

    void awaitRegistered() {
        process.awaitReady(() -> flink.rest().taskManagers().contains(resourceId()));
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public boolean isRunning() {
        return process != null && process.isRunning();
    }

    @Override
    public long pid() {
        if (!isRunning()) {
            throw new SandboxException(name + " does not run");
        }
        return process.pid();
    }
}
