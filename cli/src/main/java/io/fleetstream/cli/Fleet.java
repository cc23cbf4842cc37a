package io.fleetstream.cli;

import io.fleetstream.emulator.command.EmulatorCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/**
 * The {@code fleet} command. Exit status: 0 done, 1 failed, 2 wrong usage; an error is one line on
 * standard error that says what to do.
 */
@Command(
        name = "fleet",
        description = "The stream back end of an IoT fleet, as Apache Flink jobs.",
        mixinStandardHelpOptions = true,
        versionProvider = FleetVersion.class,
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SubmitCommand.class,
            QueryCommand.class,
            RegistryCommand.class,
            ModelsCommand.class,
            ShadowCommand.class,
            CommandCommand.class,
            RulesCommand.class,
            AlarmsCommand.class,
            PredictionCommand.class,
            RolloutCommand.class,
            FirmwareCommand.class,
            DeadLettersCommand.class,
            ArchiveCommand.class,
            TopicsCommand.class,
            DbCommand.class,
            BenchCommand.class
        })
public final class Fleet {
    private Fleet() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        OneLineErrors errors = new OneLineErrors();
        CommandLine emulate =
                new CommandLine(new EmulatorCommand())
                        .setCommandName("emulate")
                        .setDefaultValueProvider(new RunningBroker());
        return new CommandLine(new Fleet())
                .addSubcommand("emulate", emulate)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .registerConverter(Duration.class, Fleet::duration)
                .registerConverter(Instant.class, Fleet::instant)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // @FILE is the value of an option, not a file with more arguments
                .setExpandAtFiles(false);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time; accepted: ISO-8601 such as 2026-03-01T12:00:00Z");
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no duration; accepted: ISO-8601 such as PT15S or PT2M");
        }
    }
}
