package io.fleetstream.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Flink session cluster of a sandbox: one JobManager and several TaskManagers, each a process.
 *
 * <p>{@link #start}, {@link #stop} and {@link #kill} are about all of them; {@link #jobManager} and
 * {@link #taskManagers} have them one by one. ZooKeeper remembers the jobs: a JobManager that is
 * started again, however it ended, goes on with them from their last checkpoints.
 */
public interface FlinkService extends SandboxService {
    /** Base URL of the REST API and web UI, without a slash at its end. */
    String restUrl();

    /** The JobManager alone; it is started when it leads and knows its jobs again. */
    FlinkMember jobManager();

    /** The TaskManagers, in an order that does not change. */
    List<TaskManager> taskManagers();

    /** URLs of the Prometheus pages of all processes. */
    List<String> metricsUrls();

    /** Directory that holds the configuration files of the cluster, for {@code FLINK_CONF_DIR}. */
    Path configurationDirectory();

    /**
     * Submits a job as {@code flink run -d} does, in a process of its own.
     *
     * @return id of the job, which need not run yet
     */
    String submit(JobSubmission submission);

    /** Submits the main class of a jar with arguments. */
    default String submit(Path jar, List<String> arguments) {
        return submit(JobSubmission.of(jar, arguments));
    }

    /** All jobs the cluster remembers, also those that ended. */
    List<FlinkJob> jobs();

    /** State of a job in Flink's words, for example {@code RUNNING}. */
    String state(String jobId);

    /**
     * Waits until every task of a job runs.
     *
     * @throws SandboxException if it ends before, or does not run in time
     */
    void awaitRunning(String jobId, Duration deadline);

    /**
     * Stops a job with a savepoint.
     *
     * @return where the savepoint is
     */
    String stopWithSavepoint(String jobId, Duration deadline);

    /** Cancels a job and waits until it has ended. */
    void cancel(String jobId, Duration deadline);

    /** How often a job was restarted since it was submitted. */
    long restarts(String jobId);

    /** Number of the checkpoint or savepoint a job was restored from last; 0 for none. */
    long restoredCheckpoint(String jobId);

    /** Checkpoints of a job that completed, as far as the present JobManager knows. */
    long completedCheckpoints(String jobId);

    /**
     * TaskManagers that run a task of the job whose name contains the text; all for an empty one.
     */
    Set<TaskManager> taskManagersOf(String jobId, String taskName);
}
