package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.SandboxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Submits jobs with Flink's own command line. */
final class FlinkClient {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final AtomicInteger SUBMISSIONS = new AtomicInteger();

    private final FlinkCluster cluster;

    FlinkClient(FlinkCluster cluster) {
        this.cluster = cluster;
    }

    /** Submits detached; the id of the job. */
    String run(JobSubmission submission) {
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        submission.settings().forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        submission.savepoint().ifPresent(from -> arguments.addAll(List.of("-s", from)));
        submission.mainClass().ifPresent(main -> arguments.addAll(List.of("-c", main)));
        arguments.add(submission.jar().toString());
        arguments.addAll(submission.arguments());

        String name = submission.jar().getFileName().toString().replaceFirst("\\.jar$", "");
        ManagedProcess client =
                cluster.startClient(
                        "submit-%d-%s".formatted(SUBMISSIONS.incrementAndGet(), name), arguments);
        int status = client.awaitEnd(DEADLINE);
        Matcher id = JOB_ID.matcher(client.log().text());
        if (status != 0 || !id.find()) {
            throw new SandboxException(
                    "%s was not accepted (status %d); the log of the submission, %s, ends with:%n%s"
                            .formatted(
                                    submission.jar(),
                                    status,
                                    client.log().file(),
                                    client.log().tail()));
        }
        return id.group(1);
    }
}
