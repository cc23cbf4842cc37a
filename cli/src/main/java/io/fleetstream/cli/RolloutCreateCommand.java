package io.fleetstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.cli.alarm.RuleShelf;
import io.fleetstream.cli.rollout.ControlDesk;
import io.fleetstream.cli.rollout.JobQueuer;
import io.fleetstream.cli.shadow.Json;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.schemas.RolloutCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Defines a rollout, or puts a job into the queue of one device. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Defines a rollout by a YAML file, or puts a job into the queue of one device.",
            "",
            "  ./fleet rollout create fw-2-4-1.yaml --start",
            "  ./fleet rollout create --id fw-2 --device pump-1 --document job.json",
            "",
            "What a definition looks like: docs/rollouts.md. The device hears of its job on"
                    + " $aws/things/DEVICE/jobs/notify-next; where it stands is in the table"
                    + " rollout_executions. A second job of the same id changes nothing."
        })
final class RolloutCreateCommand implements Callable<Integer> {
    private static final Pattern JOB = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern DEVICE = Pattern.compile("[a-zA-Z0-9:_-]{1,128}");
    private static final int MOST_CHARACTERS = 32_768;
    private static final String ALARM = "alarm:";
    private static final int MOST_WEIGHT = 1000;
    private static final Duration MOST_TIME = Duration.ofDays(7);

    @Mixin private ClusterOptions cluster;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Definition of a rollout.")
    private Path definition;

    @Option(names = "--start", description = "Starts it at once, too.")
    private boolean start;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who defines it; default: ${DEFAULT-VALUE}.")
    private String actor;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Id of the job: 1 to 64 letters, digits, _ and -.")
    private String id;

    @Option(names = "--device", paramLabel = "DEVICE", description = "The device.")
    private String device;

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "File with what is to be done: a JSON object.")
    private Path document;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description =
                    "Time from the beginning until it is timed out, such as PT20M; default: none.")
    private Duration timeout;

    @Option(
            names = "--weight",
            paramLabel = "N",
            defaultValue = "500",
            description = "0 to 1000; the heavier job stands first in the queue; default 500.")
    private int weight;

    @Override
    public Integer call() throws IOException {
        boolean one = id != null && device != null && document != null;
        boolean none = id == null && device == null && document == null;
        if (definition == null ? !one : !none) {
            throw usage("give either FILE, or --id, --device and --document");
        }
        if (one) {
            queue();
        } else {
            define();
        }
        return 0;
    }

    private void define() throws IOException {
        RolloutDefinition wanted = ControlDesk.read(definition);
        Cluster running = cluster.cluster();
        Set<String> rules = rules(wanted);
        if (!rules.isEmpty()) {
            rules.removeAll(new RuleShelf(running, Instant.now()).rules().keySet());
        }
        ControlDesk desk = new ControlDesk(running, actor);
        RolloutDefinition rollout = desk.define(definition);
        Output output = new Output(spec);
        if (!rules.isEmpty()) {
            output.note(
                    "guards see nothing of rules there are not yet: " + String.join(", ", rules));
        }
        if (asksForArtifacts(rollout.document()) || asksForArtifacts(rollout.rollback())) {
            output.note(
                    "the document asks for addresses: without rollout.artifact-url the job refuses"
                            + " it (./fleet dead-letters list)");
        }
        String stages = rollout.stages().size() == 1 ? " stage" : " stages";
        output.say(rollout.id() + " is defined, " + rollout.stages().size() + stages);
        if (start) {
            desk.command(rollout.id(), RolloutCommand.START, null);
            output.say(rollout.id() + " is started");
        } else {
            output.note("./fleet rollout start " + rollout.id());
        }
    }

    /** The rules whose alarms guards count. */
    static Set<String> rules(RolloutDefinition rollout) {
        return rollout.gate().guards().stream()
                .flatMap(guard -> guard.signals().stream())
                .filter(signal -> signal.startsWith(ALARM) && !signal.equals(ALARM + "*"))
                .map(signal -> signal.substring(ALARM.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean asksForArtifacts(String text) {
        return text != null && text.contains("${fleet:artifact:");
    }

    private void queue() throws IOException {
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
    }

    private JsonNode read(Path file) throws IOException {
        JsonNode json;
        try {
            json = Json.section("@" + file);
        } catch (IllegalArgumentException e) {
            throw usage("--document: " + e.getMessage());
        }
        if (!json.isObject()) {
            throw usage("--document: no JSON object");
        }
        if (json.toString().length() > MOST_CHARACTERS) {
            throw usage("--document: longer than " + MOST_CHARACTERS + " characters");
        }
        return json;
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
