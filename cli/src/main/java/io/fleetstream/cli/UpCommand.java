package io.fleetstream.cli;

import io.fleetstream.cli.stack.FleetRegistration;
import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.stack.Stack;
import io.fleetstream.cli.stack.StackDirectory;
import io.fleetstream.jobs.rollout.domain.job.ArtifactSettings;
import io.fleetstream.sandbox.Endpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole stack until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the whole stack with its jobs and keeps it running until Ctrl-C.",
            "",
            "Prints where everything is and writes it to .fleet/endpoints.env, which the other"
                    + " commands read. Data live as long as the stack does. A second stack beside a"
                    + " running one takes the directory .fleet/up-2 (and so on) for itself, with an"
                    + " endpoints.env of its own there.",
            "",
            "Any device may publish: the manifest 'everyone' registers it when it is first seen."
                    + " With --strict messages wait until somebody registers their device."
        })
final class UpCommand implements Callable<Integer> {
    @Option(names = "--strict", description = "Lets in only devices somebody has registered.")
    private boolean strict;

    @Option(
            names = "--jobs",
            paramLabel = "JOB",
            split = ",",
            description = "Runs only these of the jobs, such as --jobs ingest,shadow.")
    private List<String> jobs = Stack.JOBS;

    @Option(
            names = "--artifact-url",
            paramLabel = "URL",
            defaultValue = "",
            description = {
                "Where devices fetch artifacts, up to the last /; the job rollout makes their"
                        + " addresses",
                "(docs/firmware.md). With --artifact-key-file."
            })
    private String artifactUrl;

    @Option(
            names = "--artifact-key-file",
            paramLabel = "FILE",
            description = "The key that signs these addresses.")
    private Optional<Path> artifactKey;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        checkJobs();
        Map<String, Map<String, String>> settings = settings();
        try (StackDirectory directory = StackDirectory.claim(Home.state(), "up");
                Stack stack =
                        Stack.start(
                                directory.path(),
                                jobs,
                                settings,
                                line -> print(out, "  " + line))) {
            if (!strict) {
                FleetRegistration.allowEveryone(stack, Instant.now());
            }
            Path file = directory.endpointsFile();
            Endpoints endpoints = stack.endpoints();
            endpoints.write(file);
            directory.deleteOnClose(file);
            print(out, "");
            endpoints.values().forEach((key, value) -> print(out, key + "=" + value));
            print(out, "");
            print(out, "Written to " + Home.directory().relativize(file) + ". Try, elsewhere:");
            print(out, "  ./fleet emulate run --devices 20 --duration PT30S");
            print(out, "  ./fleet query \"SELECT * FROM v_device_latest LIMIT 10\"");
            print(out, "  ./fleet dead-letters list");
            print(out, "Flink's web interface: " + endpoints.values().get("FLINK_URL"));
            print(out, "Ctrl-C stops everything. A process that dies is started again.");
            stack.sandbox().watch();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void checkJobs() {
        for (String job : jobs) {
            if (!Stack.JOBS.contains(job) || jobs.indexOf(job) != jobs.lastIndexOf(job)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--jobs has '%s'; accepted, each once: %s"
                                .formatted(job, String.join(", ", Stack.JOBS)));
            }
        }
    }

    /** Settings of jobs that differ from what a stack has; checked before anything is started. */
    private Map<String, Map<String, String>> settings() throws IOException {
        String keyFile = artifactKey.map(Path::toAbsolutePath).map(Path::toString).orElse("");
        ArtifactSettings artifacts;
        try {
            artifacts = new ArtifactSettings(artifactUrl, keyFile);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        if (!artifacts.given()) {
            return Map.of();
        }
        artifacts.open();
        return Map.of(
                "rollout",
                Map.of(
                        "--" + ArtifactSettings.URL,
                        artifactUrl,
                        "--" + ArtifactSettings.KEY_FILE,
                        keyFile));
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
