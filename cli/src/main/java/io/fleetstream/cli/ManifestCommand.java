package io.fleetstream.cli;

import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.schemas.DeviceManifest;
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

/** Looks after the lists of devices that register themselves. */
@Command(
        name = "manifest",
        mixinStandardHelpOptions = true,
        description = "Lists of devices that are registered when they are first seen.",
        synopsisSubcommandLabel = "COMMAND")
final class ManifestCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = {
                "Writes the manifests of a YAML file: name, device_ids (with * and ?), and"
                        + " optionally org, site, device_type, model."
            })
    int apply(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "FILE", description = "YAML") Path file)
            throws IOException {
        Output output = new Output(spec);
        RegistryCommand.registry(cluster).applyManifests(file).forEach(output::say);
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the manifests.")
    int list(
            @Mixin ClusterOptions cluster,
            @Option(names = "--json", description = "One array, with every field.") boolean json)
            throws IOException {
        Collection<DeviceManifest> manifests =
                RegistryCommand.registry(cluster).manifests().values();
        Output output = new Output(spec);
        if (json) {
            output.say(RecordTree.json(manifests.stream().map(RecordTree::of).toList()));
            return 0;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (DeviceManifest manifest : manifests) {
            rows.add(
                    List.of(
                            manifest.getName(),
                            manifest.getDeviceIds().size(),
                            manifest.getDeviceIds().get(0),
                            text(manifest.getOrg()),
                            text(manifest.getSite()),
                            text(manifest.getDeviceType()),
                            text(manifest.getModel())));
        }
        output.print(
                TextTable.of(
                        List.of("name", "ids", "first id", "org", "site", "type", "model"), rows));
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a manifest; devices it has let in stay known to ingest.")
    int delete(@Mixin ClusterOptions cluster, @Parameters(paramLabel = "NAME") String name)
            throws IOException {
        RegistryCommand.registry(cluster).deleteManifest(name);
        new Output(spec).say(name + " deleted");
        return 0;
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
