package io.fleetstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.cli.rollout.JobQueuer;
import io.fleetstream.cli.shadow.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings jobs, such as firmware, to devices. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description =
                "Brings jobs, such as new firmware, to devices; they run them as with AWS IoT.",
        synopsisSubcommandLabel = "COMMAND")
final class RolloutCommand {
    private static final Pattern JOB = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern DEVICE = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");
    private static final int MOST_CHARACTERS = 32_768;
    private static final int MOST_WEIGHT = 1000;
    private static final Duration MOST_TIME = Duration.ofDays(7);

    @Spec private CommandSpec spec;

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Puts a job into the queue of one device.",
                "",
                "  ./fleet rollout create --id fw-2 --device pump-1 --document job.json",
                "",
                "The device hears of it on $aws/things/DEVICE/jobs/notify-next; where it stands is"
                        + " in the table rollout_executions. A second job of the same id changes"
                        + " nothing."
            })
    int create(
            @Mixin ClusterOptions cluster,
            @Option(
                            names = "--id",
                            required = true,
                            paramLabel = "ID",
                            description = "Id of the job: 1 to 64 letters, digits, _ and -.")
                    String id,
            @Option(
                            names = "--device",
                            required = true,
                            paramLabel = "DEVICE",
                            description = "The device.")
                    String device,
            @Option(
                            names = "--document",
                            required = true,
                            paramLabel = "FILE",
                            description = "File with what is to be done: a JSON object.")
                    Path document,
            @Option(
                            names = "--timeout",
                            paramLabel = "DURATION",
                            defaultValue = "PT0S",
                            description =
                                    "Time from the beginning until it is timed out, such as PT20M;"
                                            + " default: none.")
                    Duration timeout,
            @Option(
                            names = "--weight",
                            paramLabel = "N",
                            defaultValue = "500",
                            description =
                                    "0 to 1000; the heavier job stands first in the queue; default"
                                            + " 500.")
                    int weight)
            throws IOException {
        check("--id", id, JOB);
        check("--device", device, DEVICE);
        if (weight < 0 || weight > MOST_WEIGHT) {
            throw usage("--weight is " + weight + ", expected 0 to " + MOST_WEIGHT);
        }
        if (timeout.isNegative()
                || timeout.compareTo(MOST_TIME) > 0
                || timeout.toNanosPart() != 0) {
            throw usage("--timeout is " + timeout + ", expected whole seconds up to " + MOST_TIME);
        }
        String effect = JobQueuer.effect(id, read(document), timeout, weight);
        new JobQueuer(cluster.cluster()).queue(device, id, effect);
        new Output(spec).say(id + " waits for " + device);
        return 0;
    }

    private JsonNode read(Path file) throws IOException {
        JsonNode document;
        try {
            document = Json.section("@" + file);
        } catch (IllegalArgumentException e) {
            throw usage("--document: " + e.getMessage());
        }
        if (!document.isObject()) {
            throw usage("--document: no JSON object");
        }
        if (document.toString().length() > MOST_CHARACTERS) {
            throw usage("--document: longer than " + MOST_CHARACTERS + " characters");
        }
        return document;
    }

    private void check(String option, String value, Pattern expected) {
        if (!expected.matcher(value).matches()) {
            throw usage(option + " is '" + value + "', expected " + expected);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
