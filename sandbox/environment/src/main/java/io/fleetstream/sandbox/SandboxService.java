package io.fleetstream.sandbox;

/**
 * One service of a sandbox, to be started, stopped and broken.
 *
 * <p>A service that was stopped or killed can be started again: it comes back on the same port with
 * the data it had. All methods block until what they say is done; {@link SandboxException} if that
 * does not happen in time.
 */
public interface SandboxService {
    /** Which service this is. */
    Service service();

    /** Starts it and waits until it answers; nothing if it runs. */
    void start();

    /** Stops it in order; nothing if it does not run. */
    void stop();

    /**
     * Kills it as a crash would (SIGKILL) and waits until it is gone; nothing if it does not run.
     *
     * @throws SandboxException if it cannot be killed, see {@link #canBeKilled()}
     */
    void kill();

    /** Whether this sandbox may kill and restart it; false for an external database. */
    default boolean canBeKilled() {
        return true;
    }

    /** Stops and starts it. */
    default void restart() {
        stop();
        start();
    }

    /** Whether its process is alive. */
    boolean isRunning();

    /**
     * Process id of what serves: for {@link Service#POSTGRES} the postmaster, for {@link
     * Service#FLINK} the JobManager.
     *
     * @throws SandboxException if it does not run, or not as a process of this machine
     */
    long pid();
}
