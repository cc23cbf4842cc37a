package io.fleetstream.jobs.rollout.function;

import static io.fleetstream.jobs.rollout.function.JobHarness.queued;
import static io.fleetstream.jobs.rollout.function.JobHarness.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.rollout.domain.job.ArtifactSettings;
import io.fleetstream.jobs.rollout.domain.job.JobEvents;
import io.fleetstream.jobs.rollout.domain.job.JobLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses of artifacts as the operator gives them: over restores, and with the key in a file. */
class ArtifactLinksInJobTest {
    private static final String SECRET = "a secret of thirty-two bytes or more";
    private static final String DOCUMENT = "{\"url\":\"${fleet:artifact:a.bin}\"}";

    @TempDir private Path directory;
    private ArtifactSettings artifacts;

    @BeforeEach
    void writeKey() throws IOException {
        Path file = directory.resolve("artifacts.key");
        Files.writeString(file, SECRET + "\n");
        artifacts = new ArtifactSettings("http://fw/", file.toString());
    }

    @Test
    void aRestoreAnywhereGivesTheSameBytes() throws Exception {
        List<KafkaRecord> log =
                List.of(
                        queued("d1", "fw", DOCUMENT, 60, "e1", 10),
                        request("d1", "$next/get", "{}", 11),
                        queued("d2", "fw", DOCUMENT, 0, "e1", 12),
                        request("d1", "start-next", "{}", 13),
                        request("d1", "fw/get", "{}", 14),
                        request("d2", "start-next", "{}", 15),
                        request(
                                "d1",
                                "fw/update",
                                "{'status':'SUCCEEDED','includeJobDocument':true}",
                                16));
        List<String> whole = run(log, log.size());
        assertThat(whole).filteredOn(said -> said.contains("http://fw/a.bin?thing=")).hasSize(7);
        assertThat(whole).filteredOn(said -> said.contains("artifact:a.bin")).isEmpty();
        assertThat(String.join("\n", whole))
                .contains("?thing=d1&job=fw&execution=1&expires=3613&")
                .contains("?thing=d2&job=fw&execution=1&expires=3615&");
        for (int cut = 0; cut < log.size(); cut++) {
            assertThat(run(log, cut)).as("cut at " + cut).isEqualTo(whole);
        }
    }

    @Test
    void theOperatorCarriesThePathAndNotTheKey() throws IOException {
        ExecuteJobFunction operator =
                new ExecuteJobFunction(
                        JobLimits.DEFAULT,
                        4,
                        JobEvents.OFF,
                        artifacts,
                        new DeadLetters("rollout", "execute-job"));
        String graph =
                new String(
                        InstantiationUtil.serializeObject(operator), StandardCharsets.ISO_8859_1);
        assertThat(graph).contains("artifacts.key").doesNotContain(SECRET);
        assertThat(artifacts.toString()).doesNotContain(SECRET);
    }

    @Test
    void withoutItsKeyItDoesNotBegin() throws IOException {
        Files.delete(Path.of(artifacts.keyFile()));
        assertThatThrownBy(() -> new JobHarness(JobLimits.DEFAULT, artifacts, null))
                .hasMessageContaining("artifacts.key");
    }

    private List<String> run(List<KafkaRecord> log, int cut) throws Exception {
        List<String> said = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (JobHarness job = new JobHarness(JobLimits.DEFAULT, artifacts, null)) {
            for (KafkaRecord record : log.subList(0, cut)) {
                job.process(record);
            }
            said.addAll(job.messages());
            snapshot = job.snapshot();
        }
        try (JobHarness job = new JobHarness(JobLimits.DEFAULT, artifacts, snapshot)) {
            for (KafkaRecord record : log.subList(cut, log.size())) {
                job.process(record);
            }
            said.addAll(job.messages());
        }
        return said;
    }
}
