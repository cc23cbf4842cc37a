package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.FlinkJob;
import io.fleetstream.sandbox.FlinkMember;
import io.fleetstream.sandbox.FlinkService;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.TaskManager;
import io.fleetstream.sandbox.ZooKeeperService;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A Flink session cluster as processes. Settings of the run are keys of {@code config.yaml}, and
 * {@value #TASK_MANAGERS} for their number.
 */
final class FlinkProcess extends ProcessService implements FlinkService {
    private static final String TASK_MANAGERS = "sandbox.task-managers";
    private static final String TWO = "2";

    private final List<TaskManagerProcess> taskManagers = new ArrayList<>();
    private final ZooKeeperService zooKeeper;
    private boolean withTaskManagers = true;
    private int restPort;
    private int metricsPort;
    private FlinkCluster cluster;
    private FlinkRest rest;

    FlinkProcess(ProcessContext context, ZooKeeperService zooKeeper) {
        super(Service.FLINK, context);
        this.zooKeeper = zooKeeper;
        int count =
                Integer.parseInt(
                        context.run().settingsOf(Service.FLINK).getOrDefault(TASK_MANAGERS, TWO));
        for (int i = 1; i <= count; i++) {
            taskManagers.add(new TaskManagerProcess("taskmanager-" + i, this));
        }
    }

    @Override
    void choosePorts() {
        int rpcPort = Ports.free();
        restPort = Ports.free();
        metricsPort = Ports.free();
        // those of a start that failed look for their JobManager elsewhere
        taskManagers.forEach(TaskManagerProcess::kill);
        cluster = new FlinkCluster(context(), zooKeeper.quorum(), rpcPort, restPort);
        rest = new FlinkRest(restUrl());
    }

    FlinkCluster cluster() {
        return cluster;
    }

    FlinkRest rest() {
        return rest;
    }

    @Override
    ManagedProcess launch() {
        ManagedProcess jobManager = cluster.startJobManager(metricsPort);
        if (withTaskManagers) {
            // beside it: they wait for it themselves
            taskManagers.forEach(TaskManagerProcess::launch);
        }
        return jobManager;
    }

    @Override
    Check ready() {
        return rest.answers();
    }

    @Override
    public void start() {
        withTaskManagers = true;
        super.start();
        taskManagers.forEach(TaskManagerProcess::start);
        taskManagers.forEach(TaskManagerProcess::awaitRegistered);
    }

    void startJobManager() {
        withTaskManagers = false;
        super.start();
    }

    void stopJobManager() {
        super.stop();
    }

    void killJobManager() {
        super.kill();
    }

    @Override
    public void stop() {
        taskManagers.parallelStream().forEach(TaskManagerProcess::stop);
        super.stop();
    }

    @Override
    public void kill() {
        taskManagers.forEach(TaskManagerProcess::kill);
        super.kill();
    }

    @Override
    public String restUrl() {
        return "http://127.0.0.1:" + restPort;
    }

    @Override
    public FlinkMember jobManager() {
        return new JobManagerProcess(this);
    }

    @Override
    public List<TaskManager> taskManagers() {
        return List.copyOf(taskManagers);
    }

    @Override
    public List<String> metricsUrls() {
        List<String> urls = new ArrayList<>();
        urls.add("http://127.0.0.1:" + metricsPort + "/metrics");
        taskManagers.forEach(tm -> urls.add("http://127.0.0.1:" + tm.metricsPort() + "/metrics"));
        return urls;
    }

    @Override
    public Path configurationDirectory() {
        return cluster.directory();
    }

    @Override
    public String submit(JobSubmission submission) {
        return new FlinkClient(cluster).run(submission);
    }

    @Override
    public List<FlinkJob> jobs() {
        return rest.jobs();
    }

    @Override
    public String state(String jobId) {
        return rest.state(jobId);
    }

    @Override
    public void awaitRunning(String jobId, Duration deadline) {
        rest.awaitRunning(jobId, deadline);
    }

    @Override
    public String stopWithSavepoint(String jobId, Duration deadline) {
        return rest.stopWithSavepoint(jobId, deadline);
    }

    @Override
    public void cancel(String jobId, Duration deadline) {
        rest.cancel(jobId, deadline);
    }

    @Override
    public long restarts(String jobId) {
        return rest.restarts(jobId);
    }

    @Override
    public long restoredCheckpoint(String jobId) {
        return rest.restoredCheckpoint(jobId);
    }

    @Override
    public long completedCheckpoints(String jobId) {
        return rest.completedCheckpoints(jobId);
    }

    @Override
    public Set<TaskManager> taskManagersOf(String jobId, String taskName) {
        Set<String> ids = rest.taskManagersOf(jobId, taskName);
        Set<TaskManager> found = new LinkedHashSet<>();
        for (TaskManagerProcess each : taskManagers) {
            if (ids.contains(each.resourceId())) {
                found.add(each);
            }
        }
        if (found.isEmpty()) {
            throw new SandboxException(
                    "no TaskManager runs a task called '" + taskName + "' of job " + jobId);
        }
        return found;
    }
}
