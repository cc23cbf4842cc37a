package io.fleetstream.faults;

import static org.awaitility.Awaitility.await;

import io.fleetstream.sandbox.FlinkMember;
import io.fleetstream.sandbox.FlinkService;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.TaskManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Kills processes of a cluster with SIGKILL, and sees to it that they come back. */
public final class Strikes {
    private final FlinkService flink;
    private final Random random;
    private final Duration patience;
    private int kills;

    /** Strikes at that cluster; each recovery may take so long. */
    public Strikes(FlinkService flink, Random random, Duration patience) {
        this.flink = flink;
        this.random = random;
        this.patience = patience;
    }

    /** Processes killed so far. */
    public int kills() {
        return kills;
    }

    /** Kills, kills again meanwhile, starts what is gone, and returns when the job runs. */
    public void strike(String job, Fault fault) {
        long restarts = flink.restarts(job);
        kill(fault.victim(), job);
        if (fault.second() != null) {
            awaitRecoveryBegun(job, restarts);
            kill(fault.second(), job);
        }
        flink.jobManager().start();
        flink.taskManagers().forEach(TaskManager::start);
        await().atMost(patience)
                .ignoreExceptionsInstanceOf(SandboxException.class)
                .until(() -> "RUNNING".equals(flink.state(job)));
        flink.awaitRunning(job, patience);
    }

    /** It may be over in a second, which is less than Flink shows of it: then it is counted. */
    private void awaitRecoveryBegun(String job, long restarts) {
        if (!flink.jobManager().isRunning()) {
            // it leads again and is about to restore the job
            flink.jobManager().start();
            return;
        }
        await().atMost(patience)
                .until(() -> !"RUNNING".equals(flink.state(job)) || flink.restarts(job) > restarts);
    }

    private void kill(Fault.Victim victim, String job) {
        List<FlinkMember> members = new ArrayList<>();
        switch (victim) {
            case JOB_MANAGER -> members.add(flink.jobManager());
            case EVERY_TASK_MANAGER -> members.addAll(flink.taskManagers());
            case A_TASK_MANAGER -> {
                List<TaskManager> atWork = atWork(job);
                // none where every one of them was the first to be killed
                if (!atWork.isEmpty()) {
                    members.add(atWork.get(random.nextInt(atWork.size())));
                }
            }
        }
        for (FlinkMember member : members) {
            if (member.isRunning()) {
                member.kill();
                kills++;
            }
        }
    }

    /** Those that run the job; all that run where that cannot be said, as during a recovery. */
    private List<TaskManager> atWork(String job) {
        List<TaskManager> running =
                flink.taskManagers().stream().filter(TaskManager::isRunning).toList();
        try {
            Set<TaskManager> ofTheJob = flink.taskManagersOf(job, "");
            List<TaskManager> both = running.stream().filter(ofTheJob::contains).toList();
            return both.isEmpty() ? running : both;
        } catch (SandboxException e) {
            System.out.println("[stage] any TaskManager: " + e.getMessage());
            return running;
        }
    }
}
