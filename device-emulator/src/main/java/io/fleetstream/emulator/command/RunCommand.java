package io.fleetstream.emulator.command;

import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.run.ArrivalMode;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.Preview;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunOptionsBuilder;
import io.fleetstream.emulator.run.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs virtual devices. */
@Command(
        name = "run",
        description = "Runs virtual devices until --duration, --messages or Ctrl-C ends them.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Mixin private LinkMixin link;
    @Mixin private ReportMixin report;
    @Mixin private PayloadMixin payload;
    @Mixin private GatewayMixin gateways;
    @Mixin private AgentMixin agent;
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many. Default: ${DEFAULT-VALUE}")
    private int devices;

    @Option(
            names = "--profile",
            paramLabel = "TYPE",
            defaultValue = "mix",
            description =
                    "thermostat, vibration-motor, power-meter, cold-chain-tracker or mix. "
                            + "Default: ${DEFAULT-VALUE}")
    private String profile;

    @Option(
            names = "--rate",
            converter = Rate.class,
            defaultValue = "1/s",
            description = "Messages per device, such as 1/s, 0.2, 30/m. Default: ${DEFAULT-VALUE}")
    private Double rate;

    @Option(names = "--duration", description = "Event time to cover, such as PT40S")
    private Optional<Duration> duration;

    @Option(names = "--messages", paramLabel = "N", description = "Messages per device, instead")
    private Optional<Long> messages;

    @Option(
            names = "--pace",
            defaultValue = "original",
            description = "original, flat-out or a factor such as 10x. Default: ${DEFAULT-VALUE}")
    private String pace;

    @Option(
            names = "--start-time",
            paramLabel = "TIME",
            description =
                    "Event time of the beginning, ISO 8601. Default: now; with another pace, such"
                            + " that the run ends now")
    private Optional<Instant> start;

    @Option(names = "--seed", description = "Same seed and start time, same messages")
    private Optional<Long> seed;

    @Option(
            names = "--org",
            defaultValue = "acme",
            description = "First topic level. Default: ${DEFAULT-VALUE}")
    private String org;

    @Option(
            names = "--sites",
            defaultValue = "1",
            description = "How many sites, or their names with commas. Default: ${DEFAULT-VALUE}")
    private String sites;

    @Option(names = "--id-prefix", defaultValue = "", description = "Put before every device id")
    private String idPrefix;

    @Option(
            names = "--qos",
            defaultValue = "1",
            description = "Of readings: 0, 1 or 2. Default: ${DEFAULT-VALUE}")
    private int qos;

    @Option(
            names = "--anomaly-rate",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Anomalies per device in 1000 messages, at most 12.5. Default:"
                            + " ${DEFAULT-VALUE}")
    private double anomalyRate;

    @Option(names = "--labels", paramLabel = "FILE", description = "Anomalies injected, as CSV")
    private Optional<Path> labels;

    @Option(
            names = "--fault",
            paramLabel = "NAME=SHARE",
            description = "Such as duplicate=0.01,skew=0.1; all for every one of them")
    private Optional<String> faults;

    @Option(
            names = "--arrival",
            defaultValue = "REAL",
            description =
                    "${COMPLETION-CANDIDATES}: whose clock says when messages arrive. Default:"
                            + " ${DEFAULT-VALUE}")
    private ArrivalMode arrival;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Every message and what was wrong with it, as NDJSON")
    private Optional<Path> truth;

    @Option(names = "--dry-run", description = "Print some payloads and connect to nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunOptions options = options();
        PrintWriter err = spec.commandLine().getErr();
        if (dryRun) {
            Preview.of(options).forEach(spec.commandLine().getOut()::println);
            return CommandLine.ExitCode.OK;
        }
        err.printf(
                "seed %d, %d devices to %s%n",
                options.seed(), options.devices().size(), options.link().url());
        EmulatorRun run = new EmulatorRun(options);
        try (Interruption interruption = new Interruption(run::stop);
                ProgressLine progress = new ProgressLine(run::progress, report.quiet(), err)) {
            interruption.arm();
            progress.start();
            RunReport result = run.execute();
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

    private RunOptions options() {
        try {
            LinkOptions way = link.options(100, 200);
            RunOptionsBuilder builder =
                    RunOptions.to(way.url().toString())
                            .link(unused -> way)
                            .seed(seed.orElseGet(() -> (long) new Random().nextInt(1_000_000)))
                            .devices(devices)
                            .profile(profile)
                            .ratePerSecond(rate)
                            .pace(Pace.parse(pace))
                            .org(org)
                            .sites(SiteNames.parse(sites))
                            .idPrefix(idPrefix)
                            .qos(qos)
                            .style(payload.style())
                            .arrival(arrival)
                            .agent(agent.options())
                            .anomaliesPerThousand(anomalyRate);
            duration.ifPresent(d -> builder.messages(messagesIn(d)));
            messages.ifPresent(builder::messages);
            start.ifPresent(builder::start);
            gateways.options().ifPresent(builder::gateways);
            faults.ifPresent(text -> builder.faults(FaultRates.parse(text)));
            truth.ifPresent(builder::truth);
            labels.ifPresent(builder::labels);
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private long messagesIn(Duration length) {
        return Math.max(1, (long) (length.toMillis() * rate / 1000));
    }
}
