package io.fleetstream.benchmarks;

import io.fleetstream.benchmarks.child.Logging;
import io.fleetstream.benchmarks.report.JsonReport;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.report.TableReport;
import io.fleetstream.benchmarks.run.Benchmark;
import io.fleetstream.benchmarks.run.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs benchmarks and reports: progress on standard error, a table on standard output, all figures
 * as JSON. Exit status 0; 1 if a run failed or a target was missed; 2 for wrong usage.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures CPU time per record and rates beside ceilings in the same run.",
        sortOptions = false)
public final class Bench implements Callable<Integer> {
    private static final int QUICK_WARM_UPS = 1;
    private static final int QUICK_REPETITIONS = 2;

    @Parameters(paramLabel = "NAME", description = "Benchmarks to run; all if none is given.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Name the benchmarks and exit.")
    private boolean list;

    @Option(names = "--json", paramLabel = "F", description = "Write all figures to a file.")
    private Path json;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Records or messages per drain; default: each benchmark's own.")
    private Long records;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            description = "Measured drains per variant; default 5, with --quick 2.")
    private Integer repetitions;

    @Option(
            names = "--warm-ups",
            paramLabel = "N",
            description = "Drains per variant before those; default 2, with --quick 1.")
    private Integer warmUps;

    @Option(
            names = "--variants",
            paramLabel = "V",
            split = ",",
            description = "Only these variants: for work on one of them.")
    private List<String> variants = List.of();

    @Option(
            names = "--flame-graph",
            paramLabel = "D",
            description =
                    "Draw into a directory where ingest, windows and presence spend their time,"
                            + " as SVG; the figures of such a run count for less.")
    private Path flameGraphs;

    @Option(
            names = "--data",
            paramLabel = "D",
            description = "Recordings for anomaly: timestamp,value in *.csv, and their labels.")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "D",
            description = "Where anomaly writes what it says of every value of --data.")
    private Path out;

    @Option(names = "--quick", description = "Fewer records: shows that it runs, not how fast.")
    private boolean quick;

    @Spec private CommandSpec spec;

    private Bench() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        Logging.configure();
        System.exit(commandLine().execute(arguments));
    }

    /** The command, for {@link #main} and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            command.getErr().println("bench: " + failure.getMessage());
                            return CommandLine.ExitCode.SOFTWARE;
                        });
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter answers = spec.commandLine().getOut();
        if (list) {
            Benchmarks.all()
                    .forEach(
                            known ->
                                    answers.printf(
                                            "%-10s %s%n", known.name(), known.description()));
            return CommandLine.ExitCode.OK;
        }
        List<Benchmark> chosen = chosen();
        Run run = run();
        List<Outcome> outcomes = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            outcomes.add(benchmark.run(run));
        }
        if (json != null) {
            JsonReport.of(outcomes).writeTo(json);
        }
        answers.print(TableReport.of(outcomes));
        answers.flush();
        return outcomes.stream().allMatch(Outcome::ok)
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Benchmark> chosen() {
        if (names.isEmpty()) {
            return Benchmarks.all();
        }
        return names.stream()
                .distinct()
                .map(
                        name ->
                                Benchmarks.named(name)
                                        .orElseThrow(
                                                () ->
                                                        new ParameterException(
                                                                spec.commandLine(),
                                                                "no benchmark called "
                                                                        + name
                                                                        + "; see --list")))
                .toList();
    }

    private Run run() {
        PrintWriter err = spec.commandLine().getErr();
        if (records != null && records < 1) {
            throw new ParameterException(spec.commandLine(), "--records must be at least 1");
        }
        try {
            return new Run(
                    directory(),
                    records == null ? OptionalLong.empty() : OptionalLong.of(records),
                    or(warmUps, QUICK_WARM_UPS, 2),
                    or(repetitions, QUICK_REPETITIONS, 5),
                    quick,
                    List.copyOf(variants),
                    Optional.ofNullable(flameGraphs),
                    Optional.ofNullable(data),
                    Optional.ofNullable(out),
                    line -> {
                        err.println(line);
                        err.flush();
                    });
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int or(Integer chosen, int forQuick, int forFull) {
        if (chosen != null) {
            return chosen;
        }
        return quick ? forQuick : forFull;
    }

    private static Path directory() {
        return Path.of(System.getProperty("fleet.home", "."), ".fleet", "bench");
    }
}
