package io.fleetstream.cli;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.stack.JobArguments;
import io.fleetstream.cli.stack.Stack;
import io.fleetstream.cli.stack.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Submits a job to a Flink cluster with Flink's own command line, detached. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Submits a job to a Flink cluster and prints its id.",
            "",
            "Without arguments for the job, those of the running stack are used. What follows"
                    + " '--' goes to the job as it is:",
            "",
            "  ./fleet submit ingest --cluster http://flink:8081 -- --kafka.bootstrap-servers"
                    + " k:9092 --schema-registry.url http://registry:8081"
        })
final class SubmitCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "JOB",
            description = {
                "ingest, aggregate, shadow, anomaly, rollout, timescale, archive;",
                "pipeline, instead of ingest, aggregate and anomaly;",
                "notify, which wants --notify.targets-file;",
                "prediction, which wants models (./fleet prediction)."
            })
    private String job;

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "Arguments of the job.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--cluster", paramLabel = "URL", description = "REST address of the cluster.")
    private Optional<String> cluster = Optional.empty();

    @Option(
            names = "--from-savepoint",
            paramLabel = "PATH",
            description = "Savepoint or retained checkpoint to start from.")
    private Optional<String> savepoint = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> jobs = new ArrayList<>(Stack.JOBS);
        jobs.addAll(Stack.MORE_JOBS);
        if (!jobs.contains(job)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no job '" + job + "'; accepted: " + String.join(", ", jobs));
        }
        EndpointsFile endpoints = EndpointsFile.load();
        Path jar = Home.jobJar(job);
        String url = cluster.isPresent() ? cluster.get() : endpoints.require("FLINK_URL");
        List<String> all = new ArrayList<>(arguments);
        JobArguments.of(job, key -> endpoints.find(key).orElse(null))
                .forEach((name, value) -> addMissing(all, name, value));
        if (cluster.isEmpty()) {
            StackSettings.of(job).forEach((name, value) -> addMissing(all, name, value));
        }
        String id = FlinkCommandLine.run(URI.create(url), jar, savepoint, all);
        spec.commandLine().getOut().println(id);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static void addMissing(List<String> arguments, String key, String value) {
        if (!arguments.contains(key)) {
            arguments.add(key);
            arguments.add(value);
        }
    }
}
