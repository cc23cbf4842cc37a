package io.fleetstream.cli.stack;

import io.fleetstream.sandbox.PostgresService;
import io.fleetstream.schemas.database.DatabaseMaintenance;
import io.fleetstream.schemas.database.DatabaseSetting;
import io.fleetstream.schemas.database.MaintenanceStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks after the tables of a stack every now and then, as an operator's timer would. Data live as
 * long as the stack does, so that recordings of any age can be looked at: nothing is too old.
 */
final class StackMaintenance implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String FOR_EVER = "100 years";

    /** Roll-ups must live longer than what they are made of. */
    private static final String NEARLY = "90 years";

    private final Supplier<PostgresService> database;
    private final Consumer<String> progress;
    private final Duration every;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "table-maintenance");
                        thread.setDaemon(true);
                        return thread;
                    });
    private String lastFailure = "";

    /**
     * @param database asked at each run: there is none before the sandbox has started
     * @param progress gets a line for each new failure
     */
    StackMaintenance(Supplier<PostgresService> database, Consumer<String> progress) {
        this(database, progress, EVERY);
    }

    StackMaintenance(
            Supplier<PostgresService> database, Consumer<String> progress, Duration every) {
        this.database = database;
        this.progress = progress;
        this.every = every;
    }

    /** Makes the tables keep whatever comes. */
    static void keepEverything(PostgresService database) {
        DatabaseMaintenance maintenance = of(database);
        try {
            Map<String, String> retention =
                    maintenance.settings().stream()
                            .filter(setting -> setting.key().endsWith(".retain"))
                            .map(DatabaseSetting::key)
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(),
                                            key -> key.startsWith("raw.") ? NEARLY : FOR_EVER));
            maintenance.configure(retention);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot set retention: " + e.getMessage(), e);
        }
    }

    void start() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(
                        this::tryToRun, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does what is due now. */
    List<MaintenanceStep> run() throws SQLException {
        return of(database.get()).run(false);
    }

    /**
     * The database may just be down, which others are telling as well: the next run will do it. An
     * exception that left this method would end the timer for good.
     */
    private void tryToRun() {
        String failure;
        try {
            failure =
                    run().stream()
                            .filter(MaintenanceStep::isFailed)
                            .map(
                                    step ->
                                            step.task()
                                                    + " of "
                                                    + step.subject()
                                                    + ": "
                                                    + step.detail())
                            .collect(Collectors.joining("; "));
        } catch (SQLException | RuntimeException e) {
            failure = String.valueOf(e.getMessage());
        }
        if (!failure.isEmpty() && !failure.equals(lastFailure)) {
            progress.accept("maintenance of the tables failed: " + failure);
        }
        lastFailure = failure;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static DatabaseMaintenance of(PostgresService database) {
        return DatabaseMaintenance.of(
                database.url(), database.user(), () -> password(database.passwordFile()));
    }

    private static char[] password(Path file) {
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
