package io.fleetstream.connectors.parquet;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes staged files that nobody will ask for. Right after a restore every file that is needed
 * and older than the restore is in the restored state; so what is not there, and was begun an hour
 * before (clocks of machines differ), was left by an attempt that failed. After a start without
 * state nothing is deleted: it may be all there is of rows whose offsets are committed.
 */
final class StagedSweep {
    private static final Logger LOG = LoggerFactory.getLogger(StagedSweep.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final Path directory;
    private final Set<String> needed;
    private final boolean restored;

    /**
     * @param needed paths in the restored state, of all subtasks
     * @param restored whether there was a state to restore
     */
    StagedSweep(String directory, Set<String> needed, boolean restored) {
        this.directory = new Path(directory);
        this.needed = needed;
        this.restored = restored;
    }

    /** Sweeps; {@code restoredAt} is the time of the restore, milliseconds since the epoch. */
    void run(long restoredAt) throws IOException {
        FileSystem files = directory.getFileSystem();
        if (!files.exists(directory)) {
            return;
        }
        int left = 0;
        int deleted = 0;
        for (FileStatus each : files.listStatus(directory)) {
            OptionalLong begun = StagedNames.begun(each.getPath().getName());
            if (begun.isEmpty()
                    || begun.getAsLong() >= restoredAt - CLOCKS_DIFFER.toMillis()
                    || needed.contains(
                            directory.suffix("/" + each.getPath().getName()).toString())) {
                continue;
            }
            if (restored) {
                files.delete(each.getPath(), false);
                deleted++;
            } else {
                left++;
            }
        }
        if (deleted > 0) {
            LOG.info("Deleted {} staged files of attempts that failed", deleted);
        }
        if (left > 0) {
            LOG.warn(
                    "{} staged files in {} belong to an earlier run of the job; only its last"
                            + " checkpoint or savepoint knows which of them are not published",
                    left,
                    directory);
        }
    }
}
