package io.fleetstream.benchmarks.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One JobManager and one TaskManager with one slot in this process, kept from drain to drain so
 * that their start is in nobody's figures.
 */
public final class LocalCluster implements AutoCloseable {
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
    private static final int MAX_PARALLELISM = 720;

    private final MiniCluster cluster;

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts one on free ports.
     *
     * @param managed memory for RocksDB
     */
    public static LocalCluster start(MemorySize managed) throws Exception {
        Configuration configuration = settings();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managed);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(1)
                                .build());
        cluster.start();
        return new LocalCluster(cluster);
    }

    /** Parallelism 1, heap state, a checkpoint a second, no restart, no Kryo, no implicit uids. */
    private static Configuration settings() {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        // The JobManager's memory takes 5 MB of state, no more.
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Path.of(System.getProperty("java.io.tmpdir"), "checkpoints").toUri().toString());
        // A checkpoint that meets the end of a job fails, as it may.
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // A restart would count records twice.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return configuration;
    }

    /** A new environment to build one job on. */
    public static StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment(settings());
    }

    /** Runs the job built on the environment to its end. */
    public void run(StreamExecutionEnvironment environment) throws Exception {
        DrainWindow.reset();
        cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
    }

    /** Begins to run the job built on the environment. */
    public JobID submit(StreamExecutionEnvironment environment) throws Exception {
        DrainWindow.reset();
        JobGraph job = environment.getStreamGraph().getJobGraph();
        cluster.submitJob(job).get();
        return job.getJobID();
    }

    /**
     * Takes a checkpoint of a running job: of everything, or of what changed where the backend
     * knows that.
     */
    public AbstractCheckpointStats checkpoint(JobID job) throws Exception {
        long id = cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED).get();
        return cluster.getExecutionGraph(job)
                .get()
                .getCheckpointStatsSnapshot()
                .getHistory()
                .getCheckpointById(id);
    }

    /** Whether a job that was submitted still runs. */
    public boolean runs(JobID job) throws Exception {
        return !cluster.getJobStatus(job).get().isGloballyTerminalState();
    }

    /** Ends a job that would not end. */
    public void cancel(JobID job) throws Exception {
        cluster.cancelJob(job).get();
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
