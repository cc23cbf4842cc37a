package io.fleetstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.cli.command.CommandSender;
import io.fleetstream.cli.command.JsonObjects;
import io.fleetstream.cli.command.SelectorOption;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.Selector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sets what is desired of many devices. */
@Command(
        name = "bulk",
        mixinStandardHelpOptions = true,
        description = {
            "Sets what is desired of every device that a selector picks when the job reads the"
                    + " request. Prints the id of the request.",
            "",
            "  ./fleet shadow bulk --selector 'site=plant-1,firmware>=1.2,<2' --desired"
                    + " '{\"interval\":30}'"
        })
final class ShadowBulkCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[$a-zA-Z0-9:_-]{1,64}");

    @Mixin private ClusterOptions cluster;

    @Option(
            names = "--selector",
            required = true,
            paramLabel = "SELECTOR",
            converter = SelectorOption.class,
            description =
                    "Which devices: org, site, type, model, hardware, status, device, firmware,"
                            + " tag.NAME; see docs/commands.md. 'device=*' is every device.")
    private Selector selector;

    @Option(
            names = "--desired",
            required = true,
            paramLabel = "JSON",
            converter = JsonObjects.class,
            description = "What is desired; null removes.")
    private JsonNode desired;

    @Option(names = "--name", paramLabel = "NAME", description = "A named shadow.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            description =
                    "How long it is desired, ISO-8601 such as PT2H; counts if the job says so.")
    private Optional<Duration> ttl = Optional.empty();

    @Option(
            names = "--bulk-id",
            paramLabel = "ID",
            description = "Identity of the request; a second one of the same id does nothing.")
    private Optional<String> bulkId = Optional.empty();

    @Option(names = "--dry-run", description = "Says which devices match now; sends nothing.")
    private boolean dryRun;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Output output = new Output(spec);
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name is '" + name.get() + "', expected 1 to 64 of [a-zA-Z0-9:_-]");
        }
        RequestId.check(spec, "--bulk-id", bulkId.orElse(null));
        if (dryRun) {
            output.say(
                    SelectedDevices.told(
                            SelectedDevices.of(RegistryCommand.registry(cluster), selector)));
            return 0;
        }
        String id = bulkId.orElseGet(() -> "bulk-" + UUID.randomUUID());
        new CommandSender(cluster.cluster(), Instant.now())
                .sendBulk(
                        id,
                        BulkKind.SHADOW,
                        selector,
                        name.orElse(""),
                        CommandSender.desired(desired),
                        ttl.map(life -> Map.of("ttl", life.toString())).orElse(Map.of()));
        output.say(id);
        return 0;
    }
}
