package io.fleetstream.emulator.command;

import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.replay.Mapping;
import io.fleetstream.emulator.replay.Replay;
import io.fleetstream.emulator.replay.ReplayOptions;
import io.fleetstream.emulator.replay.ReplayReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays recordings. */
@Command(
        name = "replay",
        description = "Publishes every line of recordings on the trusted route replay/….",
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    @Mixin private LinkMixin link;
    @Mixin private ReportMixin report;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Newline-delimited JSON or CSV with a header, plain or gzip")
    private List<Path> recordings;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "NAME|FILE",
            description = "YAML file, or a mapping that comes along: campusiot-tourperret")
    private String mapping;

    @Option(
            names = "--pace",
            defaultValue = "flat-out",
            description = "original, flat-out or a factor such as 10x. Default: ${DEFAULT-VALUE}")
    private String pace;

    @Option(names = "--qos", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private int qos;

    @Option(
            names = "--connection-per-device",
            description = "One connection for each device instead of one per recording")
    private boolean connectionPerDevice;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ReplayOptions options = options();
        PrintWriter err = spec.commandLine().getErr();
        Replay replay = new Replay(options);
        try (Interruption interruption = new Interruption(replay::stop);
                ReplayProgressLine progress = new ReplayProgressLine(replay, report.quiet(), err)) {
            interruption.arm();
            progress.start();
            ReplayReport result = replay.execute();
            report.publish(result, spec.commandLine().getOut());
            if (!result.complete()) {
                err.printf(
                        "error: %d messages refused, %d given up: is the broker healthy?%n",
                        result.refused(), result.unpublished());
                return CommandLine.ExitCode.SOFTWARE;
            }
            return CommandLine.ExitCode.OK;
        }
    }

    private ReplayOptions options() throws IOException {
        try {
            return new ReplayOptions(
                    recordings,
                    Mapping.load(mapping),
                    Pace.parse(pace),
                    qos,
                    connectionPerDevice,
                    link.options(1000, 2000));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
