package io.fleetstream.cli;

import io.fleetstream.cli.query.TextTable;
import io.fleetstream.schemas.database.DatabaseMaintenance;
import io.fleetstream.schemas.database.DatabaseMigrator;
import io.fleetstream.schemas.database.DatabaseSetting;
import io.fleetstream.schemas.database.MaintenanceStep;
import io.fleetstream.schemas.database.MigrationReport;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the tables. */
@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        description = "Looks after the tables.",
        synopsisSubcommandLabel = "COMMAND")
final class DbCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            description = "Creates or upgrades the tables; safe to run again.")
    int migrate(@Mixin DatabaseOptions database) throws IOException {
        String password = database.password().orElse("");
        MigrationReport report =
                DatabaseMigrator.migrate(
                        database.url(), database.userOrThatOfUrl(), password::toCharArray);
        spec.commandLine()
                .getOut()
                .printf("version %s, %d migrations applied%n", report.to(), report.applied());
        spec.commandLine().getOut().flush();
        return 0;
    }

    @Command(
            name = "maintain",
            mixinStandardHelpOptions = true,
            description = {
                "Makes partitions ahead, corrects windows of late readings, refreshes roll-ups, and"
                        + " drops what is past its time.",
                "",
                "Raw days are dropped only once all of their rows are archived; what is held back"
                    + " is listed with its reason (HOLD), and stays in the table raw_days. A step"
                    + " that fails (FAIL) stops no other; exit status 1 then. Safe to run again. To"
                    + " be run hourly on plain PostgreSQL; TimescaleDB does it by itself."
            })
    int maintain(
            @Mixin DatabaseOptions database,
            @Option(names = "--dry-run", description = "Only lists what would be done.")
                    boolean dryRun)
            throws IOException, SQLException {
        Output out = new Output(spec);
        List<MaintenanceStep> steps = maintenance(database).run(dryRun);
        print(out, steps, dryRun ? "nothing to do" : "nothing was to do");
        long failed = steps.stream().filter(MaintenanceStep::isFailed).count();
        if (failed > 0) {
            out.note(failed + " steps failed (FAIL); the others were done");
            return 1;
        }
        return 0;
    }

    @Command(
            name = "configure",
            mixinStandardHelpOptions = true,
            description = {
                "Shows or changes how long what is kept.",
                "",
                "Settings that contradict each other are refused, such as compression later than"
                        + " retention. Without arguments all are listed."
            })
    int configure(
            @Mixin DatabaseOptions database,
            @Parameters(
                            paramLabel = "KEY=DURATION",
                            arity = "0..*",
                            description =
                                    "Such as 'raw.retain=14 days' or raw.retain=P14D;"
                                            + " windows.NAME.retain for other kinds of windows.")
                    Map<String, String> values)
            throws IOException, SQLException {
        Output out = new Output(spec);
        DatabaseMaintenance maintenance = maintenance(database);
        if (values == null) {
            out.print(settings(maintenance.settings()));
        } else {
            print(out, maintenance.configure(values), "set; fleet db maintain goes by it");
        }
        return 0;
    }

    private static DatabaseMaintenance maintenance(DatabaseOptions database) throws IOException {
        String password = database.password().orElse("");
        return DatabaseMaintenance.of(
                database.url(), database.userOrThatOfUrl(), password::toCharArray);
    }

    private static void print(Output out, List<MaintenanceStep> steps, String ifNone) {
        if (steps.isEmpty()) {
            out.say(ifNone);
            return;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (MaintenanceStep step : steps) {
            rows.add(
                    Arrays.asList(
                            step.action(),
                            step.subject(),
                            step.from(),
                            step.to(),
                            step.rows(),
                            step.detail()));
        }
        out.print(TextTable.of(List.of("action", "subject", "from", "to", "rows", "detail"), rows));
    }

    private static String settings(List<DatabaseSetting> settings) {
        List<List<Object>> rows = new ArrayList<>();
        for (DatabaseSetting setting : settings) {
            rows.add(List.of(setting.key(), setting.value(), setting.meaning()));
        }
        return TextTable.of(List.of("key", "value", "meaning"), rows);
    }
}
