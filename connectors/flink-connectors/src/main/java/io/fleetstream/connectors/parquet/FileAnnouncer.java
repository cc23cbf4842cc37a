package io.fleetstream.connectors.parquet;

import io.fleetstream.schemas.ArchivedFile;
import java.io.IOException;
import java.io.Serializable;

/**
 * Tells others of files that have been published. Called by one thread, outside of the stream of
 * records, because the last files of a job that ends are published after its stream has ended.
 */
public interface FileAnnouncer extends AutoCloseable {
    /** Returns when whoever is told will not forget it; the same file may be told again. */
    void announce(ArchivedFile file) throws IOException;

    @Override
    void close() throws IOException;

    /** Makes announcers where the job runs. */
    @FunctionalInterface
    interface Factory extends Serializable {
        /** A new one. */
        FileAnnouncer open();
    }
}
