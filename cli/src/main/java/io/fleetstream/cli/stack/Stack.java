package io.fleetstream.cli.stack;

import io.fleetstream.sandbox.Endpoints;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.SandboxBuilder;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.database.DatabaseMigrator;
import io.fleetstream.schemas.database.MaintenanceStep;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Everything running together: the sandbox's services, topics, tables, the bridge and every job on
 * a real cluster of one JobManager and two TaskManagers.
 *
 * <p>Topics get {@value #PARTITIONS} partitions and keep their records for as long as the stack
 * lives, so that recordings of any age can be replayed into it.
 */
public final class Stack implements AutoCloseable {
    /** Jobs that are submitted, in this order. */
    public static final List<String> JOBS =
            List.of("ingest", "aggregate", "shadow", "anomaly", "rollout", "timescale", "archive");

    /**
     * Jobs that a stack can run, but does not: pipeline is three of them in one, notify has to be
     * told whom to tell, and prediction wants models.
     */
    public static final List<String> MORE_JOBS = List.of("pipeline", "notify", "prediction");

    private static final int PARTITIONS = 4;

    private static final Duration TO_RUN = Duration.ofMinutes(5);

    private final Sandbox sandbox;
    private final Path archive;
    private final StackMaintenance maintenance;
    private final Map<String, String> jobIds = new LinkedHashMap<>();
    private final List<String> jobs;
    private final Map<String, Map<String, String>> settings;

    private Stack(
            Sandbox sandbox,
            List<String> jobs,
            Map<String, Map<String, String>> settings,
            Consumer<String> progress) {
        this.sandbox = sandbox;
        this.jobs = jobs;
        this.settings = settings;
        this.maintenance = new StackMaintenance(sandbox::postgres, progress);
        this.archive = sandbox.directory().resolve("archive");
    }

    /**
     * Starts the stack and returns when every job is running.
     *
     * @param directory for all data and logs
     * @param progress gets a line for each step
     */
    public static Stack start(Path directory, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(directory, JOBS, Map.of(), progress);
    }

    /**
     * Starts the stack with other jobs, or with other settings of jobs.
     *
     * @param jobs out of {@link #JOBS}, submitted in this order
     * @param settings by job, arguments by their names; beside those every job gets
     */
    public static Stack start(
            Path directory,
            List<String> jobs,
            Map<String, Map<String, String>> settings,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(directory, jobs, settings, Map.of(), progress);
    }

    /**
     * Starts the stack with other settings of the engine as well.
     *
     * @param jobs out of {@link #JOBS}, submitted in this order
     * @param settings by job, arguments by their names; beside those every job gets
     * @param engine in the keys of {@code flink-conf/config.yaml}, instead of what stands there
     */
    public static Stack start(
            Path directory,
            List<String> jobs,
            Map<String, Map<String, String>> settings,
            Map<String, String> engine,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        SandboxBuilder builder =
                Sandbox.builder()
                        .directory(directory)
                        .with(Service.values())
                        .prepare(Service.KAFKA, Stack::createTopics)
                        .prepare(Service.POSTGRES, Stack::createTables)
                        .progress(progress);
        engine.forEach((key, value) -> builder.configure(Service.FLINK, key, value));
        Sandbox sandbox = builder.build();
        Stack stack = new Stack(sandbox, jobs, settings, progress);
        try {
            sandbox.start();
            stack.submitJobs(progress);
            stack.maintenance.start();
            return stack;
        } catch (RuntimeException | IOException | InterruptedException e) {
            sandbox.close();
            throw e;
        }
    }

    private static void createTopics(Sandbox sandbox) {
        TopicProvisioner.create(
                sandbox.kafka().bootstrapServers(),
                OptionalInt.of(PARTITIONS),
                OptionalInt.of(1),
                true);
    }

    private static void createTables(Sandbox sandbox) {
        DatabaseMigrator.migrate(
                sandbox.postgres().url(),
                sandbox.postgres().user(),
                () -> password(sandbox.postgres().passwordFile()));
        StackMaintenance.keepEverything(sandbox.postgres());
    }

    private static char[] password(Path file) {
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void submitJobs(Consumer<String> progress) throws IOException, InterruptedException {
        for (String job : jobs) {
            progress.accept("submitting " + job);
            jobIds.put(job, sandbox.flink().submit(Home.jobJar(job), arguments(job)));
        }
        for (Map.Entry<String, String> job : jobIds.entrySet()) {
            sandbox.flink().awaitRunning(job.getValue(), TO_RUN);
            progress.accept(job.getKey() + " is running");
        }
    }

    /** The services, for those who want to break them. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** Where everything can be reached. */
    public Endpoints endpoints() {
        return Endpoints.of(sandbox, archive);
    }

    /** Root of the Parquet files; they stay when the stack ends. */
    public Path archiveDirectory() {
        return archive;
    }

    /** How often Flink restarted a job, all jobs together. */
    public long restarts() {
        return jobIds.values().stream().mapToLong(sandbox.flink()::restarts).sum();
    }

    /** Corrects windows and refreshes roll-ups now, instead of within the next minute. */
    public List<MaintenanceStep> maintain() throws SQLException {
        return maintenance.run();
    }

    /** Flink's id of a job. */
    public String jobId(String job) {
        return jobIds.get(job);
    }

    /**
     * Stops a job with a savepoint and goes on from there with more arguments, as an operator does
     * to change a setting; returns when it runs.
     *
     * @param more beside those every job gets
     */
    public void resubmit(String job, List<String> more) {
        String savepoint = sandbox.flink().stopWithSavepoint(jobIds.get(job), TO_RUN);
        List<String> arguments = new ArrayList<>(arguments(job));
        arguments.addAll(more);
        String id =
                sandbox.flink()
                        .submit(
                                JobSubmission.of(Home.jobJar(job), arguments)
                                        .fromSavepoint(savepoint));
        jobIds.put(job, id);
        sandbox.flink().awaitRunning(id, TO_RUN);
    }

    @Override
    public void close() {
        maintenance.close();
        sandbox.close();
    }

    private List<String> arguments(String job) {
        Map<String, String> arguments = JobArguments.of(job, endpoints().values()::get);
        arguments.putAll(StackSettings.of(job));
        arguments.putAll(settings.getOrDefault(job, Map.of()));
        return arguments.entrySet().stream()
                .flatMap(argument -> List.of(argument.getKey(), argument.getValue()).stream())
                .toList();
    }
}
