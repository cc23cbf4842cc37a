package io.fleetstream.e2e.shadow;

import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.sandbox.FlinkMember;
import io.fleetstream.sandbox.FlinkService;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.TaskManager;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A sandbox with the job shadow alone on it, to be broken. */
final class ShadowStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PARTITIONS = 4;

    private final Sandbox sandbox;
    private final Random random;
    private final String instance;
    private String job;
    private int kills;

    private ShadowStage(Sandbox sandbox, String instance, long seed) {
        this.sandbox = sandbox;
        this.instance = instance;
        this.random = new Random(seed);
    }

    static ShadowStage start(Path directory, String instance, long seed) {
        Sandbox sandbox =
                Sandbox.builder()
                        .directory(directory)
                        .with(
                                Service.KAFKA,
                                Service.MQTT,
                                Service.SCHEMA_REGISTRY,
                                Service.FLINK,
                                Service.BRIDGE)
                        .configure(Service.FLINK, "execution.checkpointing.interval", "2 s")
                        .configure(Service.FLINK, "execution.checkpointing.min-pause", "500 ms")
                        // many failures in a short time are the plan here
                        .configure(
                                Service.FLINK,
                                "restart-strategy.exponential-delay.max-backoff",
                                "2 s")
                        .prepare(
                                Service.KAFKA,
                                kafka ->
                                        TopicProvisioner.create(
                                                kafka.kafka().bootstrapServers(),
                                                OptionalInt.of(PARTITIONS),
                                                OptionalInt.of(1),
                                                true))
                        .progress(line -> System.out.println("[stage] " + line))
                        .build();
        sandbox.start();
        return new ShadowStage(sandbox, instance, seed);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Cluster cluster() {
        return Cluster.at(sandbox.kafka().bootstrapServers(), sandbox.schemaRegistry().url());
    }

    int kills() {
        return kills;
    }

    void submit(int parallelism) {
        start(submission(parallelism));
    }

    private void start(JobSubmission submission) {
        job = sandbox.flink().submit(submission);
        sandbox.flink().awaitRunning(job, PATIENCE);
    }

    private JobSubmission submission(int parallelism) {
        return JobSubmission.of(
                        Home.jobJar("shadow"),
                        List.of(
                                "--kafka.bootstrap-servers",
                                sandbox.kafka().bootstrapServers(),
                                "--schema-registry.url",
                                sandbox.schemaRegistry().url(),
                                "--shadow.instance",
                                instance))
                .parallelism(parallelism);
    }

    /** Stops the job with a savepoint and goes on from there with as many subtasks. */
    void rescale(int parallelism) {
        String savepoint = sandbox.flink().stopWithSavepoint(job, PATIENCE);
        System.out.println("[rescale] to " + parallelism + " from " + savepoint);
        start(submission(parallelism).fromSavepoint(savepoint));
    }

    /** What nobody should do: goes on at the end of the log, but without the job's state. */
    void forgetState() throws InterruptedException, ExecutionException {
        sandbox.flink().cancel(job, PATIENCE);
        String servers = sandbox.kafka().bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                latest.put(
                        new TopicPartition(Topics.SHADOW_REQUESTS, partition), OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach(
                            (partition, end) ->
                                    ends.put(partition, new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(instance, ends).all().get();
        }
        start(submission(1));
    }

    /** Kills, kills again meanwhile, starts what is gone, and returns when the job runs. */
    void strike(Fault fault) {
        FlinkService flink = sandbox.flink();
        kill(fault.victim());
        if (fault.second() != null) {
            awaitRecoveryBegun();
            kill(fault.second());
        }
        flink.jobManager().start();
        flink.taskManagers().forEach(TaskManager::start);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SandboxException.class)
                .until(() -> "RUNNING".equals(flink.state(job)));
        flink.awaitRunning(job, PATIENCE);
    }

    private void awaitRecoveryBegun() {
        FlinkService flink = sandbox.flink();
        if (!flink.jobManager().isRunning()) {
            // it leads again and is about to restore the job
            flink.jobManager().start();
            return;
        }
        await().atMost(PATIENCE).until(() -> !"RUNNING".equals(flink.state(job)));
    }

    private void kill(Fault.Victim victim) {
        FlinkService flink = sandbox.flink();
        List<FlinkMember> members = new ArrayList<>();
        switch (victim) {
            case JOB_MANAGER -> members.add(flink.jobManager());
            case EVERY_TASK_MANAGER -> members.addAll(flink.taskManagers());
            case A_TASK_MANAGER -> {
                List<TaskManager> atWork = atWork();
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
    private List<TaskManager> atWork() {
        List<TaskManager> running =
                sandbox.flink().taskManagers().stream().filter(TaskManager::isRunning).toList();
        try {
            Set<TaskManager> ofTheJob = sandbox.flink().taskManagersOf(job, "");
            List<TaskManager> both = running.stream().filter(ofTheJob::contains).toList();
            return both.isEmpty() ? running : both;
        } catch (SandboxException e) {
            System.out.println("[stage] any TaskManager: " + e.getMessage());
            return running;
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
