package io.fleetstream.sandbox;

/** One TaskManager of the cluster; started again after its end it offers its slots anew. */
public interface TaskManager extends FlinkMember {
    /** Starts it and waits until it is registered; nothing if it runs. */
    @Override
    void start();
}
