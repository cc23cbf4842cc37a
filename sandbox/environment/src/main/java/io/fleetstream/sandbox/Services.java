package io.fleetstream.sandbox;

/** The services of one run. Asking for one does not start it. */
public interface Services extends AutoCloseable {
    /** The handle of one service, the same at every call. */
    SandboxService of(Service service);

    /** Cleans up behind services that have been stopped; ends what still runs. */
    @Override
    void close();
}
