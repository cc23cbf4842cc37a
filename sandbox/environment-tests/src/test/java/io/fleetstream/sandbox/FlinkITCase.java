package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.sandbox.junit.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FlinkITCase {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final String MAIN = "io.fleetstream.sandbox.CountingJob";

    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.of(
                    builder ->
                            builder.with(Service.FLINK)
                                    .configure(
                                            Service.FLINK,
                                            "execution.checkpointing.interval",
                                            "1 s"));

    @Test
    void goesOnAfterAKillOfTheTaskManagerThatRunsAnOperator(@TempDir Path directory)
            throws Exception {
        FlinkService flink = SANDBOX.flink();
        String job = submit(JobSubmission.of(JobJar.write(directory.resolve("a.jar")), List.of()));
        Set<TaskManager> runners = flink.taskManagersOf(job, "count");
        assertThat(runners).as("spread over both").hasSize(2);
        awaitCheckpoints(job, 2);

        TaskManager victim = runners.iterator().next();
        victim.kill();
        assertThat(victim.isRunning()).isFalse();
        Awaitility.await().atMost(DEADLINE).until(() -> flink.restarts(job) >= 1);
        flink.awaitRunning(job, DEADLINE);
        assertThat(flink.taskManagersOf(job, "count")).doesNotContain(victim);

        victim.start();
        awaitCheckpoints(job, flink.completedCheckpoints(job) + 1);
        flink.cancel(job, DEADLINE);
        assertThat(flink.state(job)).isEqualTo("CANCELED");
    }

    @Test
    void goesOnWithItsJobsAfterAKillOfTheJobManager(@TempDir Path directory) throws Exception {
        FlinkService flink = SANDBOX.flink();
        String job = submit(JobSubmission.of(JobJar.write(directory.resolve("c.jar")), List.of()));
        awaitCheckpoints(job, 2);
        long restored = flink.completedCheckpoints(job);
        long begin = System.nanoTime();

        flink.jobManager().kill();
        assertThat(flink.jobManager().isRunning()).isFalse();
        assertThat(flink.taskManagers()).allMatch(TaskManager::isRunning);
        flink.jobManager().start();
        flink.awaitRunning(job, DEADLINE);
        awaitCheckpoints(job, 1);
        System.out.printf(
                "[jobmanager] a checkpoint %.1f s after the kill%n",
                (System.nanoTime() - begin) / 1e9);

        assertThat(flink.restoredCheckpoint(job)).isGreaterThanOrEqualTo(restored);
        flink.cancel(job, DEADLINE);
    }

    @Test
    void goesOnWithItsJobsAfterTheWholeClusterWasKilled(@TempDir Path directory) throws Exception {
        FlinkService flink = SANDBOX.flink();
        String job = submit(JobSubmission.of(JobJar.write(directory.resolve("d.jar")), List.of()));
        awaitCheckpoints(job, 1);
        flink.kill();
        SANDBOX.sandbox().zooKeeper().kill();
        SANDBOX.sandbox().zooKeeper().start();
        flink.start();
        flink.awaitRunning(job, DEADLINE);
        awaitCheckpoints(job, 1);
        assertThat(flink.restoredCheckpoint(job)).isPositive();
        flink.cancel(job, DEADLINE);
    }

    @Test
    void resumesFromASavepointAtAnotherParallelism(@TempDir Path directory) throws Exception {
        FlinkService flink = SANDBOX.flink();
        Path jar = JobJar.write(directory.resolve("b.jar"));
        String first = submit(JobSubmission.of(jar, List.of()));
        String savepoint = flink.stopWithSavepoint(first, DEADLINE);
        assertThat(flink.state(first)).isEqualTo("FINISHED");
        String second =
                submit(JobSubmission.of(jar, List.of()).fromSavepoint(savepoint).parallelism(3));
        awaitCheckpoints(second, 1);
        flink.cancel(second, DEADLINE);
    }

    @Test
    void saysWhyAJobWasNotAccepted(@TempDir Path directory) {
        assertThatThrownBy(() -> SANDBOX.flink().submit(directory.resolve("no.jar"), List.of()))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("JAR file does not exist");
    }

    private static String submit(JobSubmission submission) {
        String job = SANDBOX.flink().submit(submission.mainClass(MAIN));
        SANDBOX.flink().awaitRunning(job, DEADLINE);
        return job;
    }

    private static void awaitCheckpoints(String job, long count) {
        Awaitility.await()
                .atMost(DEADLINE)
                .until(() -> SANDBOX.flink().completedCheckpoints(job) >= count);
    }
}
