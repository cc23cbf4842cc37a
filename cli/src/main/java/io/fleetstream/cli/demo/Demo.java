package io.fleetstream.cli.demo;

import io.fleetstream.cli.query.Lake;
import io.fleetstream.cli.query.QueryResult;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.report.DeviceSeries;
import io.fleetstream.cli.report.TerminalPlot;
import io.fleetstream.cli.stack.FleetRegistration;
import io.fleetstream.cli.stack.Ledger;
import io.fleetstream.cli.stack.LedgerSnapshot;
import io.fleetstream.cli.stack.Stack;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.signal.DeviceIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of everything: starts the stack, lets a fleet publish, waits until all of it has come out
 * at the other end, and compares the books of every stage.
 */
public final class Demo {
    private static final Duration TO_DRAIN = Duration.ofMinutes(4);
    private static final Duration TO_ROLL_OUT = Duration.ofMinutes(6);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);
    private static final boolean WINDOWS = Stack.JOBS.contains("aggregate");

    private final Path directory;
    private final int devices;
    private final Duration duration;
    private final long seed;
    private final PrintWriter out;

    /**
     * @param directory for data and logs
     * @param devices emulated devices
     * @param duration how long they publish
     * @param seed of the fleet
     * @param out for people
     */
    public Demo(Path directory, int devices, Duration duration, long seed, PrintWriter out) {
        this.directory = directory;
        this.devices = devices;
        this.duration = duration;
        this.seed = seed;
        this.out = out;
    }

    /** Runs the demo; takes about the time the fleet publishes and two minutes more. */
    public DemoReport run() throws Exception {
        say("Starting the stack (data and logs in " + directory + ")");
        try (Stack stack = Stack.start(directory, line -> say("  " + line));
                Ledger ledger = new Ledger(stack.sandbox().kafka().bootstrapServers());
                DemoFirmware firmware = new DemoFirmware(directory.resolve("firmware"))) {
            Outputs outputs = new Outputs(stack);
            String mqtt = stack.sandbox().mqtt().url();
            DemoFleet fleet = DemoFleet.ofAllTypes(mqtt, devices, duration, seed, directory);
            DemoFleet motors = DemoFleet.ofMotors(mqtt, seed, firmware.trusted(), directory);
            FleetRegistration.register(stack, fleet.options().devices(), Instant.now());
            FleetRegistration.register(stack, motors.options().devices(), Instant.now());
            say("");
            say(
                    String.format(
                            "%d devices publish for %d s, seed %d; 2 %% of the messages are"
                                    + " repeated, 1 %% malformed and 0.5 %% never sent, on"
                                    + " purpose.",
                            devices, duration.toSeconds(), seed));
            say(
                    String.format(
                            "%d motors more get firmware, by two rollouts with the same policy: %s"
                                    + " is a good image, %s makes motors overheat.",
                            motors.options().devices().size(),
                            DemoRollout.GOOD.version(),
                            DemoRollout.BAD.version()));
            DemoAlarms alarms = new DemoAlarms(cluster(stack), outputs, directory);
            say(alarms.apply() + " alarm rules are in force.");
            DemoShadows shadows =
                    new DemoShadows(cluster(stack), outputs, deviceIds(fleet.options()));
            DemoRollouts rollouts = new DemoRollouts(cluster(stack), outputs, firmware, directory);
            CompletableFuture<RunReport> installing = motors.start();
            RunReport published = watch(fleet, motors, ledger, outputs, shadows, rollouts);
            say("The fleet is done. Waiting for the rollouts.");
            awaitOver(rollouts, installing);
            motors.stop();
            DemoBooks books =
                    DemoBooks.of(
                            List.of(published, installing.get()),
                            fleet.missing() + motors.missing());
            say("All devices are done. Waiting until every message has come out.");
            awaitDrained(books, ledger, outputs);
            DemoShadowCounts settled = awaitSettled(shadows);
            DemoAlarmCounts told = awaitSettled(alarms, fleet.labels());
            DemoRolloutCounts rolledOut = awaitSettled(rollouts);
            DemoReport report = report(books, ledger, outputs, settled, told, rolledOut, stack);
            print(report);
            say("");
            say("What did the rules find of the anomalies?   (alarms by rules, without detectors)");
            say("  " + told.score().told());
            showQueries(outputs);
            showDevice(report, outputs, told.score());
            sayWhereToLook();
            return report;
        }
    }

    private static Cluster cluster(Stack stack) {
        return Cluster.at(
                stack.sandbox().kafka().bootstrapServers(), stack.sandbox().schemaRegistry().url());
    }

    private static List<String> deviceIds(RunOptions options) {
        return options.devices().stream().map(DeviceIdentity::id).toList();
    }

    private static DemoShadowCounts awaitSettled(DemoShadows shadows)
            throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + TO_DRAIN.toNanos();
        DemoShadowCounts counts = shadows.counts();
        while (!shadows.isSettled(counts) && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LINES.toNanos());
            counts = shadows.counts();
        }
        return counts;
    }

    private static DemoAlarmCounts awaitSettled(DemoAlarms alarms, Path labels)
            throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + TO_DRAIN.toNanos();
        DemoAlarmCounts counts = alarms.counts(labels);
        while (!counts.isSettled() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LINES.toNanos());
            counts = alarms.counts(labels);
        }
        return counts;
    }

    private static DemoRolloutCounts awaitSettled(DemoRollouts rollouts)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TO_DRAIN.toNanos();
        DemoRolloutCounts counts = rollouts.counts();
        while (!counts.isSettled() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LINES.toNanos());
            counts = rollouts.counts();
        }
        return counts;
    }

    private RunReport watch(
            DemoFleet fleet,
            DemoFleet motors,
            Ledger ledger,
            Outputs outputs,
            DemoShadows shadows,
            DemoRollouts rollouts)
            throws Exception {
        CompletableFuture<RunReport> publishing = fleet.start();
        boolean wished = false;
        while (true) {
            try {
                return publishing.get(BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!wished) {
                    shadows.wish();
                    wished = true;
                }
                rollouts.news().forEach(this::say);
                long published = fleet.publishedSoFar() + motors.publishedSoFar();
                say(progress(published, ledger.snapshot(), outputs));
            }
        }
    }

    /** Ends when both rollouts are over, or else at the deadline, or if their devices are. */
    private void awaitOver(DemoRollouts rollouts, CompletableFuture<RunReport> installing)
            throws IOException, SQLException, GeneralSecurityException, InterruptedException {
        long deadline = System.nanoTime() + TO_ROLL_OUT.toNanos();
        String awaited = "";
        while (System.nanoTime() < deadline && !installing.isDone()) {
            rollouts.news().forEach(this::say);
            String now = rollouts.awaited();
            if (now.isEmpty()) {
                break;
            }
            if (!now.equals(awaited)) {
                say("  waiting for " + now);
                awaited = now;
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LINES.toNanos());
        }
        // Devices say what they run with their next message.
        TimeUnit.NANOSECONDS.sleep(BETWEEN_LINES.toNanos());
    }

    /** Ends when the books agree, or else at the deadline, and leaves the verdict to the report. */
    private void awaitDrained(DemoBooks books, Ledger ledger, Outputs outputs)
            throws InterruptedException, IOException, SQLException {
        long deadline = System.nanoTime() + TO_DRAIN.toNanos();
        while (System.nanoTime() < deadline) {
            LedgerSnapshot now = ledger.snapshot();
            boolean drained =
                    now.rawMessages() >= books.published()
                            && now.accounted() >= now.rawMessages()
                            && outputs.tableRows() >= now.values()
                            && outputs.parquetRows() >= now.values()
                            && outputs.hours().decided()
                                    >= now.accounted()
                                            - now.deadLetters()
                                            + ledger.deadLettersOfDevices()
                            && windowsAreClosed(outputs);
            if (drained) {
                return;
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LINES.toNanos());
            say(progress(books.published(), ledger.snapshot(), outputs));
        }
    }

    private static boolean windowsAreClosed(Outputs outputs) throws SQLException {
        return !WINDOWS
                || Math.min(outputs.windowValues("DEVICE"), outputs.windowValues("SITE"))
                        >= outputs.rowsNotBad();
    }

    /**
     * Nothing is missing in windows, nothing counted twice; devices rolled up to sites included.
     */
    private static List<Invariant> ofTheWindows(Outputs outputs) throws SQLException {
        if (!WINDOWS) {
            return List.of();
        }
        long rows = outputs.rowsNotBad();
        return List.of(
                Invariant.equal(
                        "windows: values in the database, not BAD = counted by device",
                        rows,
                        outputs.windowValues("DEVICE")),
                Invariant.equal(
                        "windows: values in the database, not BAD = counted by site",
                        rows,
                        outputs.windowValues("SITE")));
    }

    private String progress(long published, LedgerSnapshot now, Outputs outputs)
            throws IOException, SQLException {
        return String.format(
                "  published %,7d  readings %,7d  dead letters %,4d  duplicates %,4d"
                        + "  table rows %,8d  Parquet rows %,8d",
                published,
                now.readingMessages(),
                now.deadLetters(),
                now.duplicates(),
                outputs.tableRows(),
                outputs.parquetRows());
    }

    private DemoReport report(
            DemoBooks books,
            Ledger counting,
            Outputs outputs,
            DemoShadowCounts shadows,
            DemoAlarmCounts alarms,
            DemoRolloutCounts rollouts,
            Stack stack)
            throws IOException, SQLException {
        LedgerSnapshot ledger = counting.snapshot();
        HourSums hours = outputs.hours();
        long tableRows = outputs.tableRows();
        long parquetRows = outputs.parquetRows();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("devices", books.devices());
        counts.put("publishedMessages", books.published());
        counts.put("rawMessages", ledger.rawMessages());
        counts.put("readingMessages", ledger.readingMessages());
        counts.put("deadLetters", ledger.deadLetters());
        counts.put("duplicates", ledger.duplicates());
        counts.put("values", ledger.values());
        counts.put("tableRows", tableRows);
        counts.put("parquetRows", parquetRows);
        counts.put("redeliveries", books.redeliveries());
        counts.put("heartbeats", ledger.heartbeats());
        counts.put("missingBySequence", hours.missing());
        counts.putAll(shadows.figures());
        counts.putAll(alarms.figures());
        counts.putAll(rollouts.figures());
        List<Invariant> invariants =
                new ArrayList<>(books.invariants(ledger, tableRows, parquetRows));
        invariants.addAll(books.invariants(hours, ledger, counting.deadLettersOfDevices()));
        invariants.addAll(ofTheWindows(outputs));
        invariants.addAll(shadows.invariants());
        invariants.addAll(alarms.invariants());
        invariants.addAll(rollouts.invariants());
        invariants.add(
                Invariant.equal("records doubled in any output topic", 0, ledger.repeated()));
        invariants.add(Invariant.equal("job restarts", 0, stack.restarts()));
        return new DemoReport(seed, counts, alarms.score().shares(), invariants);
    }

    private void print(DemoReport report) {
        say("");
        List<List<Object>> figures = new ArrayList<>();
        report.counts().forEach((name, value) -> figures.add(List.of(name, value)));
        out.print(TextTable.of(List.of("what", "how many"), figures));
        say("");
        List<List<Object>> rows = new ArrayList<>();
        for (Invariant each : report.invariants()) {
            rows.add(
                    List.of(
                            each.ok() ? "ok" : "BROKEN",
                            each.name(),
                            each.expected(),
                            each.actual()));
        }
        out.print(TextTable.of(List.of("", "invariant", "expected", "actual"), rows));
        out.flush();
    }

    private void showQueries(Outputs outputs) throws IOException, SQLException {
        for (DemoQuery query : DemoQuery.values()) {
            say("");
            say(query.question() + "   (" + query.where() + ")");
            QueryResult result;
            if (query.onParquet()) {
                try (Lake lake = outputs.lake()) {
                    result = lake.query(query.sql());
                }
            } else {
                result = outputs.query(query.sql());
            }
            out.print(result.asTable().indent(2));
        }
    }

    private void showDevice(DemoReport report, Outputs outputs, DetectionScore score)
            throws IOException, SQLException {
        DeviceSeries series = DemoSeries.of(outputs);
        say("");
        say("How did a device do?   (" + series.device() + ", " + series.label() + ")");
        out.print(TerminalPlot.of(series));
        Path page = directory.resolve("report.html");
        Files.writeString(page, new DemoPage(report, outputs, score, Instant.now()).html(series));
    }

    private void sayWhereToLook() {
        say("");
        say("Report with charts:    " + directory.resolve("report.html"));
        say("Logs of every service: " + directory.resolve("logs"));
        say("Parquet files:         " + directory.resolve("archive"));
        say("To look around in a running stack (Flink's web interface, SQL, your own device):");
        say("  ./fleet up");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
