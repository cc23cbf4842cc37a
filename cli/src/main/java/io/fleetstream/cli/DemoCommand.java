package io.fleetstream.cli;

import io.fleetstream.cli.demo.Demo;
import io.fleetstream.cli.demo.DemoReport;
import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.stack.StackDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs every job against emulated devices and checks that nothing was lost or doubled. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the whole stack, lets emulated devices publish, shows what arrives where, and"
                    + " checks its own books.",
            "",
            "80 motors more get firmware by two rollouts: a good image reaches all of its devices,"
                    + " a bad one is stopped by its gate and rolled back.",
            "",
            "Exit status 0 only if published = readings + dead letters + duplicates, and database ="
                    + " Parquet = values in readings, to the record, and if ingest's books of the"
                    + " devices (received, refused, repeated, missing) say the same,"
                    + " and both rollouts end as they should."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int MOST_DEVICES = 300;

    @Option(
            names = "--devices",
            defaultValue = "200",
            description = "Emulated devices, 1 to 300; default ${DEFAULT-VALUE}.")
    private int devices;

    @Option(
            names = "--duration",
            defaultValue = "PT40S",
            paramLabel = "ISO-8601",
            description = "How long they publish; default ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Same seed, same fleet; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there.")
    private Optional<Path> json = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (devices < 1 || devices > MOST_DEVICES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--devices is " + devices + "; accepted: 1 to " + MOST_DEVICES);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new ParameterException(
                    spec.commandLine(), "--duration is " + duration + "; accepted: above PT0S");
        }
        try (StackDirectory directory = StackDirectory.claim(Home.state(), "demo")) {
            Demo demo =
                    new Demo(
                            directory.path(), devices, duration, seed, spec.commandLine().getOut());
            DemoReport report = demo.run();
            if (json.isPresent()) {
                report.write(json.get());
            }
            return report.ok() ? 0 : 1;
        }
    }
}
