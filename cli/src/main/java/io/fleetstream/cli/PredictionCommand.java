package io.fleetstream.cli;

import io.fleetstream.cli.prediction.ModelBook;
import io.fleetstream.cli.prediction.ModelFile;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.schemas.PredictionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the models that score windows. */
@Command(
        name = "prediction",
        mixinStandardHelpOptions = true,
        description =
                "Says which models score windows of devices: the topic prediction.models, which the"
                        + " job prediction reads.",
        synopsisSubcommandLabel = "COMMAND")
final class PredictionCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Writes a model: its definition and the model in ONNX; the same again is left"
                        + " alone.",
                "",
                "The job tries it, and goes on with the version before if it cannot be used; what"
                        + " is wrong stands in ./fleet dead-letters. What definitions look like:"
                        + " jobs/prediction/README.md."
            })
    int apply(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "FILE", description = "Definition in YAML.") Path definition,
            @Option(
                            names = "--onnx",
                            paramLabel = "FILE",
                            required = true,
                            description = "The model.")
                    Path onnx,
            @Option(
                            names = "--uri",
                            paramLabel = "URI",
                            description =
                                    "Where the job finds that file; for models of more than a few"
                                            + " megabytes.")
                    Optional<String> uri,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who does; default: ${DEFAULT-VALUE}.")
                    String actor)
            throws IOException {
        ModelFile file = ModelFile.read(definition, onnx);
        new Output(spec).say(book(cluster).apply(file, uri, actor));
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models.")
    int list(@Mixin ClusterOptions cluster) throws IOException {
        List<List<Object>> rows = new ArrayList<>();
        for (PredictionModel model : book(cluster).models().values()) {
            rows.add(
                    List.of(
                            model.getModel(),
                            model.getVersion(),
                            model.getContent() == null
                                    ? Objects.requireNonNullElse(model.getUri(), "")
                                    : model.getContent().remaining() + " bytes",
                            model.getUpdatedAt(),
                            Objects.requireNonNullElse(model.getUpdatedBy(), "")));
        }
        new Output(spec)
                .print(
                        TextTable.of(
                                List.of("model", "version", "content", "updated at", "by"), rows));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints the definition of a model.")
    int show(@Mixin ClusterOptions cluster, @Parameters(paramLabel = "MODEL") String name)
            throws IOException {
        String text = book(cluster).require(name).getDefinition();
        new Output(spec).print(text.endsWith("\n") ? text : text + "\n");
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a model; the alarms it raised are over.")
    int delete(@Mixin ClusterOptions cluster, @Parameters(paramLabel = "MODEL") String name)
            throws IOException {
        book(cluster).delete(name);
        new Output(spec).say(name + " deleted");
        return 0;
    }

    private static ModelBook book(ClusterOptions cluster) throws IOException {
        return new ModelBook(cluster.cluster(), Instant.now());
    }
}
