package io.fleetstream.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.alarm.RuleFile;
import io.fleetstream.cli.archive.ArchivedReadings;
import io.fleetstream.cli.archive.Dataset;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.rollout.MetricShift;
import io.fleetstream.cli.rollout.Recording;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.RegistryRows;
import io.fleetstream.jobs.rollout.domain.rehearsal.HazardEffect;
import io.fleetstream.jobs.rollout.domain.rehearsal.RecordedDevice;
import io.fleetstream.jobs.rollout.domain.rehearsal.Rehearsal;
import io.fleetstream.jobs.rollout.domain.rehearsal.RehearsalOutcome.Ending;
import io.fleetstream.jobs.rollout.domain.rehearsal.RehearsalPlan;
import io.fleetstream.jobs.rollout.domain.rehearsal.RehearsalReport;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionException;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.schemas.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a rollout's policy would have done over archived readings. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a rollout would have done over archived readings; starts nothing.",
            "",
            "  ./fleet rollout rehearse fw-2-4-1.yaml --rule too-hot.yaml --from P14D --shift"
                    + " temperature=+5",
            "",
            "Runs it time and again with other cohorts: as if the update did nothing, which tells"
                    + " how often it would have been stopped without a reason, and with the"
                    + " effect, which tells how often and how soon it would have been stopped with"
                    + " one. Alarms are those the rules raise of the readings, by the job's code;"
                    + " controller and devices are the job's as well. Start, end and maintenance"
                    + " windows of the definition do not count."
        })
final class RolloutRehearseCommand implements Callable<Integer> {
    private static final double PERCENT = 100;
    private static final double MS_PER_HOUR = 3_600_000;
    private static final int LEAST_TICKS = 2_000;

    @Parameters(paramLabel = "FILE", description = "Definition of the rollout.")
    private Path file;

    @Option(
            names = "--rule",
            paramLabel = "FILE",
            description = "A rule in YAML whose alarms guards count; may be repeated.")
    private List<Path> rules = new ArrayList<>();

    @Option(
            names = "--shift",
            paramLabel = "METRIC=+N",
            description = "The update's effect on readings: METRIC=+N, METRIC=-N or METRIC=*N.")
    private Optional<String> shift = Optional.empty();

    @Option(
            names = "--hazard",
            paramLabel = "SIGNAL=RATIO",
            description =
                    "Its effect on how often devices say something, such as alarm:too-hot=2 or"
                            + " reboots=3.")
    private Optional<String> hazard = Optional.empty();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "100",
            description = "Runs without and runs with the effect; default 100.")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of cohorts and delays; default 1.")
    private long seed;

    @Option(
            names = "--install",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "Mean time a device takes for the update; default PT10M.")
    private Duration install;

    @Option(
            names = "--reorder-bound",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "The job's anomaly.reorder-bound; default PT1S.")
    private Duration bound;

    @Option(
            names = "--registry",
            description = "Asks Kafka for tags, hardware and status of devices, as they are now.")
    private boolean withRegistry;

    @Option(names = "--json", description = "One object, with every run.")
    private boolean json;

    @Mixin private ArchiveOptions archive;
    @Mixin private ClusterOptions cluster;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        if (runs < 1 || install.isNegative() || bound.isNegative()) {
            throw new ParameterException(
                    spec.commandLine(), "--runs, --install and --reorder-bound are at least 0");
        }
        RolloutDefinition definition = definition();
        Map<String, Device> registry = registry();
        Recording recording = recording(registry);
        List<RecordedDevice> devices = recording.targets(definition, registry);
        if (devices.isEmpty()) {
            throw new IOException("none of the recorded devices is a target of " + definition.id());
        }
        long from = recording.from().toEpochMilli();
        long until = recording.until().toEpochMilli() + 1;
        Output output = new Output(spec);
        output.note(
                String.format(
                        Locale.ROOT,
                        "%,d readings from %s to %s; %,d devices are targets",
                        recording.readings(),
                        recording.from(),
                        recording.until(),
                        devices.size()));
        Set<String> unseen = RolloutCreateCommand.rules(definition);
        RuleFile.readAll(rules).forEach(each -> unseen.remove(each.rule().id()));
        if (!unseen.isEmpty()) {
            output.note("guards see nothing of rules without --rule: " + String.join(", ", unseen));
        }
        RehearsalReport report =
                Rehearsal.run(
                        new RehearsalPlan(
                                definition,
                                from,
                                until,
                                runs,
                                seed,
                                install.toMillis(),
                                tickMs(definition, until - from)),
                        harmed(devices, from, until));
        if (json) {
            output.say(new ObjectMapper().writeValueAsString(report));
        } else {
            output.print(table(report));
            output.say(summary(report, definition));
        }
        return 0;
    }

    private RolloutDefinition definition() throws IOException {
        try {
            return DefinitionReader.read(Files.readString(file));
        } catch (DefinitionException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private Recording recording(Map<String, Device> registry) throws IOException, SQLException {
        Map<String, Attributes> attributes = new HashMap<>();
        registry.forEach((device, row) -> attributes.put(device, RegistryRows.attributes(row)));
        Recording recording =
                new Recording(RuleFile.readAll(rules), attributes, bound, shift.map(this::shift));
        new ArchivedReadings(archive.archive())
                .visit(archive.range(Set.of(Dataset.READINGS)), new HashSet<>(), recording);
        recording.finish();
        return recording;
    }

    private MetricShift shift(String text) {
        try {
            return MetricShift.of(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--shift is " + e.getMessage(), e);
        }
    }

    /** With what comes on top of the shift, if anything. */
    private List<RecordedDevice> harmed(List<RecordedDevice> devices, long from, long until) {
        if (hazard.isEmpty()) {
            return devices;
        }
        String text = hazard.get();
        int equals = text.lastIndexOf('=');
        try {
            double ratio = Double.parseDouble(text.substring(equals + 1));
            String signal = text.substring(0, Math.max(0, equals));
            return new HazardEffect(signal, ratio, seed).on(devices, from, until);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--hazard is '" + text + "', expected SIGNAL=RATIO, a ratio of 1 or more",
                    e);
        }
    }

    /** As fine as the gate's own steps, but for long recordings. */
    private static long tickMs(RolloutDefinition definition, long length) {
        return Math.max(1, Math.max(definition.gate().stepMs(), length / LEAST_TICKS));
    }

    private Map<String, Device> registry() throws IOException {
        return withRegistry ? RegistryCommand.registry(cluster).devices() : Map.of();
    }

    private static String table(RehearsalReport report) {
        List<List<Object>> rows = new ArrayList<>();
        for (Ending ending : Ending.values()) {
            rows.add(
                    List.of(
                            ending.name().toLowerCase(Locale.ROOT),
                            percent(RehearsalReport.share(report.withoutEffect(), ending)),
                            percent(RehearsalReport.share(report.withEffect(), ending))));
        }
        return TextTable.of(List.of("ended", "without effect", "with effect"), rows);
    }

    private static String summary(RehearsalReport report, RolloutDefinition definition) {
        String stops = "false stops " + percent(report.falseStops());
        if (!definition.gate().guards().isEmpty()) {
            stops += " (of the gate at most " + percent(definition.gate().alpha()) + ")";
        }
        OptionalLong median = report.medianStopMs();
        return stops
                + ", power "
                + percent(report.power())
                + (median.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", median time to stop %.1f h, %,d devices updated by then",
                                median.getAsLong() / MS_PER_HOUR,
                                report.medianUpdatedAtStop().orElseThrow()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }
}
