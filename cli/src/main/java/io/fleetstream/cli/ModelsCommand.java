package io.fleetstream.cli;

import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.schemas.DeviceModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the device models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Says what devices measure: the topic device.models, which ingest reads.",
        synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Writes the models of YAML files; one that says nothing new is left alone.",
                "",
                "The fields are those of the record DeviceModel, and 'models show' prints a file to"
                        + " begin with; the version counts up by itself."
            })
    int apply(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML") List<Path> files)
            throws IOException {
        Output output = new Output(spec);
        RegistryCommand.registry(cluster).applyModels(files).forEach(output::say);
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models.")
    int list(
            @Mixin ClusterOptions cluster,
            @Option(names = "--json", description = "One array, with every field.") boolean json)
            throws IOException {
        Collection<DeviceModel> models = RegistryCommand.registry(cluster).models().values();
        Output output = new Output(spec);
        if (json) {
            output.say(RecordTree.json(models.stream().map(RecordTree::of).toList()));
            return 0;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (DeviceModel model : models) {
            rows.add(
                    List.of(
                            model.getModel(),
                            model.getVersion(),
                            model.getMetrics().size(),
                            model.getUnknownMetrics(),
                            model.getTimeAuthority(),
                            model.getUpdatedAt(),
                            Objects.requireNonNullElse(model.getDescription(), "")));
        }
        output.print(
                TextTable.of(
                        List.of(
                                "model",
                                "version",
                                "metrics",
                                "unknown metrics",
                                "time authority",
                                "updated at",
                                "description"),
                        rows));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Prints a model as YAML that 'apply' takes.")
    int show(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "MODEL") String name,
            @Option(names = "--json", description = "JSON instead of YAML.") boolean json)
            throws IOException {
        DeviceModel model = RegistryCommand.registry(cluster).models().get(name);
        if (model == null) {
            throw new IOException("there is no model '" + name + "'; ./fleet models list");
        }
        Output output = new Output(spec);
        var tree = RecordTree.of(model);
        output.print(json ? RecordTree.json(tree) + "\n" : RecordTree.yaml(tree));
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a model; values of its devices are not checked any more.")
    int delete(@Mixin ClusterOptions cluster, @Parameters(paramLabel = "MODEL") String name)
            throws IOException {
        RegistryCommand.registry(cluster).deleteModel(name);
        new Output(spec).say(name + " deleted");
        return 0;
    }
}
