package io.fleetstream.sandbox;

/** One process of a Flink cluster; a killed one can be started again. */
public interface FlinkMember {
    /** Name that does not change, for example {@code taskmanager-1}. */
    String name();

    /** Starts it and waits until it is ready; nothing if it runs. */
    void start();

    /** Stops it in order; nothing if it does not run. */
    void stop();

    /** Kills it (SIGKILL) and waits until it is gone; nothing if it does not run. */
    void kill();

    /** Whether its process is alive. */
    boolean isRunning();

    /**
     * Its process id.
     *
     * @throws SandboxException if it does not run
     */
    long pid();
}
