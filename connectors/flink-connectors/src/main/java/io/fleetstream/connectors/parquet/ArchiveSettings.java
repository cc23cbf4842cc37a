package io.fleetstream.connectors.parquet;

import java.io.Serializable;
import java.net.URI;

/**
 * How a dataset is archived.
 *
 * @param root directory of the archive, ending in a slash; of any file system Flink has, if that
 *     one can write recoverably
 * @param scope name of the deployment; what it has staged lies in a directory of this name
 * @param lanes files a subtask stages at a checkpoint, at most; positive
 * @param memoryBytes heap that the rows of a subtask may take between checkpoints, about
 * @param targetBytes size at which a file is published without waiting any longer, about
 * @param publishAfterMillis how long a row waits for publication at the longest, by the clock of
 *     the machine
 * @param quietAfterMillis how long nothing must have come for an hour that is over, before its rows
 *     are published
 * @param skipMissing whether staged files that are gone are passed over; else they fail the job
 */
public record ArchiveSettings(
        URI root,
        String scope,
        int lanes,
        long memoryBytes,
        long targetBytes,
        long publishAfterMillis,
        long quietAfterMillis,
        boolean skipMissing)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where staged files lie; the underscore keeps readers away. */
    String stagingDirectory(String dataset) {
        return root + "_staging/scope=" + DirectoryNames.encode(scope) + "/" + dataset + "/";
    }
}
