package io.fleetstream.cli;

import io.fleetstream.cli.query.TextTable;
import io.fleetstream.schemas.TopicCatalogue;
import io.fleetstream.schemas.TopicSpec;
import io.fleetstream.schemas.kafka.TopicOutcome;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the Kafka topics of the catalogue, or lists them. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Creates the Kafka topics of the catalogue, or lists them.",
        synopsisSubcommandLabel = "COMMAND")
final class TopicsCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Creates what is missing; changes nothing that exists.")
    int create(
            @Option(
                            names = "--bootstrap-servers",
                            paramLabel = "HOST:PORT",
                            description = "Default: KAFKA_BOOTSTRAP_SERVERS of the running stack.")
                    String bootstrapServers,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            description = "For every topic, instead of the catalogue's.")
                    Integer partitions,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "Default ${DEFAULT-VALUE}.")
                    int replication)
            throws IOException {
        String servers =
                bootstrapServers != null
                        ? bootstrapServers
                        : EndpointsFile.load().require("KAFKA_BOOTSTRAP_SERVERS");
        OptionalInt chosen = partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
        List<List<Object>> rows = new ArrayList<>();
        for (TopicOutcome topic :
                TopicProvisioner.create(servers, chosen, OptionalInt.of(replication), false)) {
            rows.add(
                    List.of(
                            topic.topic(),
                            topic.created() ? "created" : "was there",
                            String.join("; ", topic.differences())));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(TextTable.of(List.of("topic", "", "differs from the catalogue"), rows));
        out.flush();
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Prints the catalogue: key, value, partitions, retention, who uses it.")
    int list() {
        List<List<Object>> rows = new ArrayList<>();
        for (TopicSpec topic : TopicCatalogue.all()) {
            rows.add(
                    List.of(
                            topic.name(),
                            topic.key(),
                            topic.value(),
                            topic.partitions(),
                            topic.keptForever()
                                    ? "forever"
                                    : topic.retention().map(Object::toString).orElse("compacted"),
                            topic.writtenBy(),
                            topic.readBy()));
        }
        spec.commandLine()
                .getOut()
                .print(
                        TextTable.of(
                                List.of(
                                        "topic",
                                        "key",
                                        "value",
                                        "partitions",
                                        "retention",
                                        "written by",
                                        "read by"),
                                rows));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
