package io.fleetstream.cli;

import io.fleetstream.schemas.database.DatabaseMigrator;
import io.fleetstream.schemas.database.MigrationReport;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
}
