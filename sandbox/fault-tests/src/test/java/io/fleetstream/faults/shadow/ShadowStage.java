package io.fleetstream.faults.shadow;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.faults.Fault;
import io.fleetstream.faults.FaultSandbox;
import io.fleetstream.faults.Strikes;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The job shadow alone on a sandbox, to be broken; is cancelled in the end. */
final class ShadowStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Sandbox sandbox;
    private final Strikes strikes;
    private final String instance;
    private String job;

    /**
     * On a sandbox that outlives it.
     *
     * @param instance of the job
     */
    ShadowStage(Sandbox sandbox, String instance, long seed) {
        this.sandbox = sandbox;
        this.instance = instance;
        this.strikes = new Strikes(sandbox.flink(), new Random(seed), PATIENCE);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Cluster cluster() {
        return Cluster.at(sandbox.kafka().bootstrapServers(), sandbox.schemaRegistry().url());
    }

    int kills() {
        return strikes.kills();
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
            for (int partition = 0; partition < FaultSandbox.PARTITIONS; partition++) {
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
        strikes.strike(job, fault);
    }

    @Override
    public void close() {
        if (job != null) {
            sandbox.flink().cancel(job, PATIENCE);
        }
    }
}
