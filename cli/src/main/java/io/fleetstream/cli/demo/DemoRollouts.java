package io.fleetstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.rollout.ControlDesk;
import io.fleetstream.cli.rollout.ControlLog;
import io.fleetstream.cli.rollout.KnownRollout;
import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionStatus;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.Topics;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two rollouts side by side, with the same policy: one of an image that is good, one of an image
 * that installs well and makes devices overheat. Nobody but the job decides about them.
 */
final class DemoRollouts {
    private static final String ACTOR = "demo";
    private static final Set<JobExecutionStatus> UNDER_WAY =
            EnumSet.of(
                    JobExecutionStatus.WAITING,
                    JobExecutionStatus.QUEUED,
                    JobExecutionStatus.IN_PROGRESS);

    private static final String READY =
            "SELECT count(*) FROM devices WHERE registered AND firmware IS NOT NULL AND device_id"
                    + " LIKE '"
                    + DemoFleet.MOTOR_PREFIX
                    + "%'";

    private static final String PROGRESS =
            """
            SELECT p.rollout_id, max(p.rollout_status) || ', ' || sum(p.succeeded) || ' of ' || sum(p.targets)
                   || ' devices updated, evidence of ' || max(g.guard) || ' '
                   || round(max(g.harm)::numeric, 1) || ' of ' || max(g.harm_stop)
              FROM v_rollout_progress p JOIN v_rollout_guards g USING (rollout_id)
             GROUP BY 1\
            """;

    private final Cluster cluster;
    private final Outputs outputs;
    private final DemoFirmware firmware;
    private final Path directory;
    private final Map<String, Integer> told = new HashMap<>();
    private final Map<String, String> progress = new HashMap<>();
    private boolean begun;

    /**
     * Nothing is defined yet.
     *
     * @param firmware where images go
     * @param directory for definitions, which stay for whoever wants to look
     */
    DemoRollouts(Cluster cluster, Outputs outputs, DemoFirmware firmware, Path directory) {
        this.cluster = cluster;
        this.outputs = outputs;
        this.firmware = firmware;
        this.directory = directory;
    }

    /**
     * Begins both once every device is known and has said what it runs; what has happened since it
     * was asked last.
     *
     * @return lines for people
     */
    List<String> news() throws IOException, SQLException, GeneralSecurityException {
        if (!begun) {
            long devices = (long) DemoFleet.MOTORS_OF_A_SITE * DemoRollout.values().length;
            if (outputs.query(READY).firstLong() < devices) {
                return List.of();
            }
            begin();
            begun = true;
        }
        List<String> news = steps();
        for (List<Object> row : outputs.query(PROGRESS).rows()) {
            String id = (String) row.get(0);
            String now = (String) row.get(1);
            if (!now.equals(progress.put(id, now))) {
                news.add(String.format("  rollout %-11s is %s", id, now));
            }
        }
        return news;
    }

    /** What it still waits for; empty if both are over, and all that devices were told is done. */
    String awaited() throws IOException {
        List<String> awaited = new ArrayList<>();
        Map<String, KnownRollout> known = new ControlLog(cluster).rollouts();
        for (DemoRollout rollout : DemoRollout.values()) {
            KnownRollout found = known.get(rollout.id());
            if (found == null || found.view().status().isOpen()) {
                awaited.add("the end of " + rollout.id());
            }
        }
        if (awaited.isEmpty()) {
            boolean back =
                    known.get(DemoRollout.BAD.id()).view().status() == RolloutStatus.ROLLED_BACK;
            awaited.addAll(awaited(executions(), back));
        }
        return String.join(", ", awaited);
    }

    /** What the tables say of them now. */
    DemoRolloutCounts counts() throws SQLException {
        return DemoRolloutCounts.of(outputs);
    }

    private void begin() throws IOException, GeneralSecurityException {
        Path definitions = Files.createDirectories(directory.resolve("rollouts"));
        ObjectNode previous =
                firmware.publish(DemoRollout.PREVIOUS_VERSION, DemoRollout.PREVIOUS_IMAGE);
        ControlDesk desk = new ControlDesk(cluster, ACTOR);
        for (DemoRollout rollout : DemoRollout.values()) {
            ObjectNode document = firmware.publish(rollout.version(), rollout.image());
            String text = definition(rollout, document, previous);
            desk.define(Files.writeString(definitions.resolve(rollout.id() + ".yaml"), text));
        }
        for (DemoRollout rollout : DemoRollout.values()) {
            desk.command(rollout.id(), RolloutCommand.START, null);
        }
    }

    private List<String> steps() throws IOException {
        List<Map.Entry<RolloutControl, String>> fresh = new ArrayList<>();
        new ControlLog(cluster)
                .rollouts()
                .forEach(
                        (id, rollout) -> {
                            List<RolloutControl> steps = rollout.steps();
                            int before = told.getOrDefault(id, 0);
                            steps.subList(before, steps.size())
                                    .forEach(
                                            step ->
                                                    fresh.add(
                                                            Map.entry(
                                                                    step,
                                                                    DemoRolloutLine.of(
                                                                            rollout, step))));
                            told.put(id, steps.size());
                        });
        fresh.sort(Comparator.comparing(each -> each.getKey().getAt()));
        List<String> lines = new ArrayList<>();
        fresh.forEach(each -> lines.add(each.getValue()));
        return lines;
    }

    private static List<String> awaited(Collection<JobExecution> executions, boolean back) {
        List<String> awaited = new ArrayList<>();
        long underWay =
                executions.stream().filter(each -> UNDER_WAY.contains(each.getStatus())).count();
        if (underWay > 0) {
            awaited.add(underWay + " devices that are at work");
        }
        long owed =
                devices(executions, DemoRollout.BAD.id())
                        - devices(executions, DemoRollout.BAD.rollbackJob());
        if (back && owed > 0) {
            awaited.add(owed + " devices that are to be rolled back");
        }
        return awaited;
    }

    private static long devices(Collection<JobExecution> executions, String job) {
        return executions.stream()
                .filter(each -> each.getJobId().equals(job))
                .filter(each -> each.getStatus() != JobExecutionStatus.CANCELED)
                .map(JobExecution::getDeviceId)
                .distinct()
                .count();
    }

    /** The latest version of every execution. */
    private Collection<JobExecution> executions() throws IOException {
        Map<List<Object>, JobExecution> latest = new HashMap<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.ROLLOUT_EXECUTIONS,
                            record -> {
                                JobExecution each =
                                        codec.decode(record.value(), JobExecution.class);
                                latest.put(
                                        List.of(
                                                each.getDeviceId(),
                                                each.getJobId(),
                                                each.getExecutionNumber()),
                                        each);
                            });
        }
        return latest.values();
    }

    /** The definition of a rollout, in YAML; only image and site differ between the two. */
    static String definition(DemoRollout rollout, ObjectNode document, ObjectNode previous)
            throws IOException {
        return template()
                .replace("${rollout}", rollout.id())
                .replace("${version}", rollout.version())
                .replace("${site}", rollout.site())
                .replace("${document}", document.toString())
                .replace("${rollback}", previous.toString());
    }

    private static String template() throws IOException {
        try (InputStream in = DemoRollouts.class.getResourceAsStream("rollouts/firmware.yaml")) {
            if (in == null) {
                throw new FileNotFoundException("rollouts/firmware.yaml");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
