package io.fleetstream.cli;

import io.fleetstream.cli.alarm.AlarmSpan;
import io.fleetstream.cli.alarm.BackTest;
import io.fleetstream.cli.alarm.RuleFile;
import io.fleetstream.cli.archive.ArchivedReadings;
import io.fleetstream.cli.archive.Dataset;
import io.fleetstream.cli.query.TextTable;
import io.fleetstream.cli.registry.RecordTree;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.RegistryRows;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says which alarms rules would have raised of what is archived. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Says which alarms rules would have raised of archived readings; applies nothing.",
            "",
            "  ./fleet rules backtest --rule too-warm.yaml --from P7D",
            "",
            "The code is the job's: alarms have the times and ids the job would have given them."
                    + " What only a running stack knows is not known: shadows, cohorts, last"
                    + " wills; nobody acknowledges or snoozes, and incidents are told device by"
                    + " device. --to is also how long to wait for what falls due without a"
                    + " reading; without it, until each device's last reading is judged."
        })
final class RulesBacktestCommand implements Callable<Integer> {
    @Option(
            names = "--rule",
            required = true,
            paramLabel = "FILE",
            description = "A rule in YAML; may be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Of that device alone; may be repeated.")
    private Set<String> devices = new HashSet<>();

    @Option(
            names = "--reorder-bound",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "The job's anomaly.reorder-bound; default PT1S.")
    private Duration bound;

    @Option(
            names = "--registry",
            description =
                    "Asks Kafka for tags, hardware and time zones of devices, as they are now.")
    private boolean withRegistry;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The first N alarms; default 100.")
    private int limit;

    @Option(names = "--json", description = "What happened, a line of JSON each, without limit.")
    private boolean json;

    @Mixin private ArchiveOptions archive;
    @Mixin private ClusterOptions cluster;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        if (bound.isNegative() || bound.compareTo(Duration.ofHours(1)) > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--reorder-bound is " + bound + ", expected PT0S to PT1H");
        }
        List<RuleFile> rules = RuleFile.readAll(files);
        Output output = new Output(spec);
        List<AlarmSpan> spans = new ArrayList<>();
        Map<String, AlarmSpan> open = new HashMap<>();
        BackTest test =
                new BackTest(
                        rules,
                        registry(),
                        bound,
                        archive.range(Set.of()).to(),
                        event -> {
                            if (json) {
                                output.say(RecordTree.line(RecordTree.of(event)));
                            }
                            follow(event, open, spans);
                        });
        new ArchivedReadings(archive.archive())
                .visit(archive.range(Set.of(Dataset.READINGS)), devices, test);
        test.finish();
        if (!json) {
            output.print(table(spans.subList(0, Math.min(limit, spans.size()))));
        }
        output.note(
                String.format(
                        "%,d alarms, %,d of them open at the end; %,d readings of %,d devices,"
                                + " %,d too late to be judged",
                        spans.size(),
                        spans.stream().filter(AlarmSpan::isOpen).count(),
                        test.readings(),
                        test.devices(),
                        test.late()));
        return 0;
    }

    private static void follow(
            AlarmEvent event, Map<String, AlarmSpan> open, List<AlarmSpan> spans) {
        AlarmSpan span =
                open.computeIfAbsent(
                        event.getAlarmId(),
                        id -> {
                            AlarmSpan begun = new AlarmSpan(event);
                            spans.add(begun);
                            return begun;
                        });
        span.take(event);
        if (!span.isOpen()) {
            open.remove(event.getAlarmId());
        }
    }

    private static String table(List<AlarmSpan> spans) {
        List<List<Object>> rows = new ArrayList<>();
        for (AlarmSpan span : spans) {
            Object cleared = Objects.requireNonNullElse(span.clearedAt(), "");
            AlarmEvent first = span.first();
            rows.add(
                    List.of(
                            span.worst(),
                            first.getDeviceId(),
                            first.getRuleId(),
                            first.getRaisedAt(),
                            cleared,
                            AlarmLine.value(first),
                            first.getAlarmId()));
        }
        return TextTable.of(
                List.of("worst", "device", "rule", "raised at", "cleared at", "value", "alarm id"),
                rows);
    }

    private Map<String, Attributes> registry() throws IOException {
        Map<String, Attributes> known = new HashMap<>();
        if (withRegistry) {
            for (Device row : RegistryCommand.registry(cluster).devices().values()) {
                known.put(row.getDeviceId(), RegistryRows.attributes(row));
            }
        }
        return known;
    }
}
