package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.FlinkMember;

/** The JobManager of a cluster, without the TaskManagers that belong to it. */
record JobManagerProcess(FlinkProcess flink) implements FlinkMember {
    @Override
    public String name() {
        return "jobmanager";
    }

    @Override
    public void start() {
        flink.startJobManager();
    }

    @Override
    public void stop() {
        flink.stopJobManager();
    }

    @Override
    public void kill() {
        flink.killJobManager();
    }

    @Override
    public boolean isRunning() {
        return flink.isRunning();
    }

    @Override
    public long pid() {
        return flink.pid();
    }
}
