package io.fleetstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.cli.shadow.Json;
import io.fleetstream.cli.shadow.ShadowAddress;
import io.fleetstream.cli.shadow.ShadowAnswer;
import io.fleetstream.cli.shadow.ShadowClient;
import io.fleetstream.cli.shadow.ShadowRequest;
import io.fleetstream.cli.shadow.ShadowWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads and changes device shadows, as an operator. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        description = {
            "Reads and changes device shadows: what is desired of a device, what it reports.",
            "",
            "Requests go through the device's partition of shadow.requests like those of the"
                    + " device, marked as an operator's; answers are those of AWS IoT."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ShadowBulkCommand.class)
final class ShadowCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "get",
            mixinStandardHelpOptions = true,
            description = "Prints a shadow: state, delta, metadata and version.")
    int get(@Mixin ShadowOptions shadow) throws IOException {
        return ask(shadow, ShadowRequest.plain(address(shadow), "get"));
    }

    @Command(
            name = "set",
            description = {
                "Changes a shadow: the sections given are merged into it, null removes.",
                "",
                "  ./fleet shadow set d-1 --desired '{\"interval\":30}'",
                "  ./fleet shadow set d-1 --desired @config.json --ttl PT1H --if-desired-version 7",
                "",
                "--ttl, --if-desired-version and --if-reported-version count where the job's"
                        + " settings say so; --version always does."
            })
    int set(
            @Mixin ShadowOptions shadow,
            // the standard options have a --version of their own
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Show this help message and exit.")
                    boolean help,
            @Option(
                            names = "--desired",
                            paramLabel = "JSON|@FILE",
                            description = "What is desired: an object, or null to remove it all.")
                    Optional<String> desired,
            @Option(
                            names = "--reported",
                            paramLabel = "JSON|@FILE",
                            description = "What the device is said to report.")
                    Optional<String> reported,
            @Option(
                            names = "--version",
                            paramLabel = "N",
                            description = "Refused unless this is the shadow's version.")
                    Optional<Long> version,
            @Option(
                            names = "--ttl",
                            paramLabel = "DURATION",
                            description = "How long what is desired stays, such as PT1H.")
                    Optional<Duration> ttl,
            @Option(
                            names = "--if-desired-version",
                            paramLabel = "N",
                            description = "Refused unless desired was changed last at version N.")
                    Optional<Long> ifDesired,
            @Option(
                            names = "--if-reported-version",
                            paramLabel = "N",
                            description = "Refused unless reported was changed last at version N.")
                    Optional<Long> ifReported,
            @Option(
                            names = "--replace",
                            description = "The sections given take the place of the old ones.")
                    boolean replace)
            throws IOException {
        if (desired.isEmpty() && reported.isEmpty()) {
            throw usage("give --desired, --reported or both");
        }
        if (ttl.isPresent() && desired.isEmpty()) {
            throw usage("--ttl is about --desired, which is not given");
        }
        if (ttl.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
            throw usage("--ttl must be a positive duration");
        }
        ShadowRequest.Update update = ShadowRequest.update(address(shadow));
        if (desired.isPresent()) {
            update.section("desired", section("--desired", desired.get()));
        }
        if (reported.isPresent()) {
            update.section("reported", section("--reported", reported.get()));
        }
        version.ifPresent(update::version);
        ttl.ifPresent(time -> update.extension("ttl", time));
        ifDesired.ifPresent(expected -> update.extension("if-desired-version", expected));
        ifReported.ifPresent(expected -> update.extension("if-reported-version", expected));
        if (replace) {
            update.extension("operation", "replace");
        }
        return ask(shadow, update.build());
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a shadow; the device itself stays.")
    int delete(@Mixin ShadowOptions shadow) throws IOException {
        return ask(shadow, ShadowRequest.plain(address(shadow), "delete"));
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = {
                "Tells what happens to a shadow until Ctrl-C.",
                "",
                "A line for each message: when it was written, delta, documents or deleted, and"
                        + " its payload."
            })
    int watch(
            @Mixin ShadowOptions shadow,
            @Option(names = "--count", paramLabel = "N", description = "Ends after so many lines.")
                    Optional<Integer> count,
            @Option(
                            names = "--duration",
                            paramLabel = "DURATION",
                            description = "Ends after that time.")
                    Optional<Duration> duration)
            throws IOException {
        if (count.filter(lines -> lines < 1).isPresent()) {
            throw usage("--count must be at least 1");
        }
        Output output = new Output(spec);
        new ShadowWatch(shadow.cluster(), address(shadow))
                .run(
                        () -> output.note("watching; Ctrl-C ends it"),
                        output::say,
                        count.orElse(0),
                        duration.orElse(Duration.ZERO));
        return 0;
    }

    private int ask(ShadowOptions shadow, ShadowRequest request) throws IOException {
        ShadowAnswer answer = new ShadowClient(shadow.cluster()).ask(request, shadow.timeout());
        Output output = new Output(spec);
        if (!answer.accepted()) {
            output.note("rejected: " + answer.reason());
            return 1;
        }
        output.say(Json.pretty(answer.payload()));
        return 0;
    }

    private ShadowAddress address(ShadowOptions shadow) {
        try {
            return shadow.address();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private JsonNode section(String option, String given) throws IOException {
        try {
            return Json.section(given);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
