package io.fleetstream.cli;

import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.DeviceFilter;
import io.fleetstream.cli.registry.DeviceImport;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.cli.registry.Registry;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the registry of devices. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "Registers devices: the topic device.registry, which every job reads.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ManifestCommand.class)
final class RegistryCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Brings devices from a file into the registry.",
                "",
                "CSV with a header line, or YAML with a list: device_id, org, site, device_type,"
                        + " model, hardware, latitude, longitude, time_zone, status, and tags as"
                        + " columns tag.NAME or as an object. What a file does not have stays as it"
                        + " is; an empty field clears. If one line is bad nothing is written, and"
                        + " the exit status is 1.",
                "",
                "A device that moves (org, site, type or model) is remembered as it was: readings"
                        + " measured earlier are still stored with that."
            })
    int load(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "FILE", description = ".csv or .yaml") Path file,
            @Option(
                            names = "--valid-from",
                            paramLabel = "TIME",
                            description =
                                    "When changes became true, ISO-8601 such as"
                                            + " 2026-03-01T12:00:00Z; default: now.")
                    Instant validFrom,
            @Option(names = "--dry-run", description = "Says what it would do.") boolean dryRun,
            @Option(
                            names = "--skip-bad",
                            description = "Writes good lines although others are bad.")
                    boolean skipBad)
            throws IOException {
        Output output = new Output(spec);
        boolean done =
                new DeviceImport(Optional.ofNullable(validFrom), dryRun, skipBad)
                        .run(registry(cluster), file, output::say, output::note);
        return done ? 0 : 1;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists registered devices by id.")
    int list(
            @Mixin ClusterOptions cluster,
            @Option(names = "--org", paramLabel = "NAME") Optional<String> org,
            @Option(names = "--site", paramLabel = "NAME") Optional<String> site,
            @Option(names = "--type", paramLabel = "NAME") Optional<String> type,
            @Option(names = "--model", paramLabel = "NAME") Optional<String> model,
            @Option(names = "--status", description = "${COMPLETION-CANDIDATES}")
                    Optional<DeviceStatus> status,
            @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "May be repeated.")
                    Map<String, String> tags,
            @Option(names = "--json", description = "One array, with every field.") boolean json)
            throws IOException {
        DeviceFilter filter =
                new DeviceFilter(
                        org, site, type, model, status, Objects.requireNonNullElse(tags, Map.of()));
        List<Device> devices =
                registry(cluster).devices().values().stream().filter(filter::accepts).toList();
        Output output = new Output(spec);
        if (json) {
            output.say(RecordTree.json(devices.stream().map(RecordTree::of).toList()));
            return 0;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Device device : devices) {
            rows.add(
                    List.of(
                            device.getDeviceId(),
                            device.getOrg(),
                            device.getSite(),
                            device.getDeviceType(),
                            Objects.requireNonNullElse(device.getModel(), ""),
                            device.getStatus(),
                            device.getUpdatedAt()));
        }
        output.print(
                TextTable.of(
                        List.of("device", "org", "site", "type", "model", "status", "updated at"),
                        rows));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a device's row, and what ingest has learnt about it.")
    int show(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "DEVICE") String id,
            @Option(names = "--json", description = "JSON instead of YAML.") boolean json)
            throws IOException {
        Registry registry = registry(cluster);
        Device device = registry.devices().get(id);
        DeviceFacts facts = registry.facts().get(id);
        if (device == null && facts == null) {
            throw new IOException("no device '" + id + "' is registered, and none was seen");
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("registry", device == null ? null : RecordTree.of(device));
        tree.put("facts", facts == null ? null : RecordTree.of(facts));
        Output output = new Output(spec);
        output.print(json ? RecordTree.json(tree) + "\n" : RecordTree.yaml(tree));
        return 0;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes devices from the registry; their readings stay.")
    int delete(
            @Mixin ClusterOptions cluster,
            @Parameters(paramLabel = "DEVICE", arity = "1..*") List<String> ids)
            throws IOException {
        registry(cluster).deleteDevices(ids);
        new Output(spec).say(ids.size() + " deleted");
        return 0;
    }

    static Registry registry(ClusterOptions cluster) throws IOException {
        return new Registry(cluster.cluster(), Instant.now());
    }
}
