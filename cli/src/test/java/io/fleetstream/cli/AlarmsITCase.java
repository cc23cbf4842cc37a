package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmCommand;
import io.fleetstream.schemas.AlarmCommandKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import io.fleetstream.schemas.AlarmVerdict;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rules and alarms as typed, against a real Kafka and a real schema registry. */
class AlarmsITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Cluster cluster;

    @TempDir private Path directory;
    private StringWriter out;
    private StringWriter err;

    @BeforeAll
    static void createTopics() {
        cluster = Cluster.at(SANDBOX.kafka().bootstrapServers(), SANDBOX.schemaRegistry().url());
        TopicProvisioner.create(
                cluster.bootstrapServers(), OptionalInt.of(4), OptionalInt.of(1), true);
    }

    @BeforeEach
    void clear() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @Test
    void appliesShowsAndDeletesRules() throws IOException {
        Path hot = file("hot", "metric: t\nlevels: [{severity: minor, above: 60}]");
        Path gone = file("gone", "devices: site=a\nmode: shadow\npresence: {severity: major}");

        assertThat(run("rules", "apply", hot.toString(), gone.toString(), "--by", "kim")).isZero();
        assertThat(out.toString()).contains("hot is now version 1", "gone is now version 1");
        assertThat(run("rules", "apply", hot.toString())).isZero();
        assertThat(out.toString()).contains("hot is as it was, version 1");
        Files.writeString(hot, Files.readString(hot).replace("60", "70"));
        assertThat(run("rules", "apply", hot.toString())).isZero();
        assertThat(out.toString()).contains("hot is now version 2");

        clear();
        assertThat(run("rules", "list")).isZero();
        assertThat(out.toString())
                .containsPattern("gone +1 +shadow +presence: major +site=a +.*kim")
                .containsPattern("hot +2 +live +t: minor +device=\\*");
        clear();
        assertThat(run("rules", "show", "hot")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(hot) + "\n");
        assertThat(run("rules", "delete", "hot", "never")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no rule 'never'");
        assertThat(run("rules", "delete", "hot", "gone")).isZero();
        clear();
        assertThat(run("rules", "list", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString())).isEmpty();
    }

    @Test
    void writesNoRuleIfOneOfThemCannotBeUsed() throws IOException {
        Path good = file("good", "metric: t\nlevels: [{severity: minor, above: 60}]");
        Path bad = file("bad", "levels: [{severity: grave, abov: 60}]");

        assertThat(run("rules", "apply", good.toString(), bad.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("bad.yaml", "severity", "grave", "abov");
        assertThat(err.toString().strip()).doesNotContain("\n");
        clear();
        assertThat(run("rules", "list")).isZero();
        assertThat(out.toString()).doesNotContain("good");
    }

    @Test
    void listsWhatIsOpenAndFollowsWhatHappens() throws IOException {
        send(
                event("l1", "x1", AlarmChangeKind.RAISED, AlarmState.ACTIVE, 1),
                event("l1", "x1", AlarmChangeKind.ACKED, AlarmState.ACKNOWLEDGED, 2),
                event("l1", "x1", AlarmChangeKind.RAISED, AlarmState.ACTIVE, 1),
                event("l2", "x2", AlarmChangeKind.RAISED, AlarmState.ACTIVE, 1),
                event("l2", "x2", AlarmChangeKind.CLEARED, AlarmState.NORMAL, 2));

        assertThat(run("alarms", "list", "--device", "l1", "--json")).isZero();
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertThat(listed.findValuesAsText("alarm_id")).containsExactly("x1");
        assertThat(listed.findValuesAsText("state")).containsExactly("ACKNOWLEDGED");
        clear();
        assertThat(run("alarms", "list", "--device", "l2", "--all")).isZero();
        assertThat(out.toString()).containsPattern("MAJOR +NORMAL +l2 +hot v7 .*t=21.5 .*x2");
        clear();
        assertThat(run("alarms", "list", "--device", "l1", "--severity", "critical")).isZero();
        assertThat(out.toString()).doesNotContain("x1");
        clear();
        assertThat(run("alarms", "watch", "--device", "l1", "--since", "PT1H", "--count", "2"))
                .isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .element(0)
                .asString()
                .contains("RAISED MAJOR l1 hot v7 t=21.5 x1");
    }

    @Test
    void asksOfAlarmsByTheirIdsOrByDeviceAndRule() throws IOException {
        send(event("o1", "x3", AlarmChangeKind.RAISED, AlarmState.ACTIVE, 1));

        assertThat(run("alarms", "ack", "x3", "--by", "kim", "--comment", "on my way")).isZero();
        assertThat(command(out.toString().strip()))
                .returns("o1", AlarmCommand::getDeviceId)
                .returns("hot", AlarmCommand::getRuleId)
                .returns("x3", AlarmCommand::getAlarmId)
                .returns(AlarmCommandKind.ACKNOWLEDGE, AlarmCommand::getKind)
                .returns("kim", AlarmCommand::getActor)
                .returns("on my way", AlarmCommand::getComment);
        clear();
        assertThat(run("alarms", "snooze", "--device", "o2", "--rule", "r", "--for", "PT2H"))
                .isZero();
        assertThat(command(out.toString().strip()))
                .returns(7200L, AlarmCommand::getSnoozeSeconds)
                .returns(null, AlarmCommand::getAlarmId);
        clear();
        assertThat(run("alarms", "verdict", "x3", "--verdict", "false_positive")).isZero();
        assertThat(command(out.toString().strip()).getVerdict())
                .isEqualTo(AlarmVerdict.FALSE_POSITIVE);
        clear();
        assertThat(run("alarms", "reset", "--device", "o2", "--rule", "r")).isZero();
        assertThat(command(out.toString().strip()).getKind()).isEqualTo(AlarmCommandKind.CLEAR);
    }

    @Test
    void refusesWrongUsageBeforeAnythingIsSent() {
        assertThat(run("alarms", "ack")).isEqualTo(2);
        assertThat(run("alarms", "ack", "--device", "d")).isEqualTo(2);
        assertThat(run("alarms", "ack", "x", "--device", "d", "--rule", "r")).isEqualTo(2);
        assertThat(run("alarms", "snooze", "x", "--for", "PT0S")).isEqualTo(2);
        assertThat(run("alarms", "verdict", "x", "--verdict", "unspecified")).isEqualTo(2);
        assertThat(run("alarms", "ack", "never")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing is known of an alarm 'never'");
    }

    private Path file(String rule, String rest) throws IOException {
        return Files.writeString(directory.resolve(rule + ".yaml"), "rule: " + rule + "\n" + rest);
    }

    private static void send(AlarmEvent... events) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (AlarmEvent event : events) {
                writer.send(Topics.ALARMS, event.getDeviceId(), event);
            }
            writer.flush();
        }
    }

    private static AlarmEvent event(
            String device, String alarm, AlarmChangeKind change, AlarmState state, int step) {
        return AlarmEvent.newBuilder()
                .setAlarmId(alarm)
                .setRuleId("hot")
                .setRuleVersion(7)
                .setDeviceId(device)
                .setChange(change)
                .setState(state)
                .setSeverity(AlarmSeverity.MAJOR)
                .setHappenedAt(NOON.plusSeconds(step))
                .setRaisedAt(NOON.plusSeconds(1))
                .setStep(step)
                .setCount(1)
                .setMetric("t")
                .setValue(21.5)
                .build();
    }

    private static AlarmCommand command(String id) throws IOException {
        List<AlarmCommand> found = new ArrayList<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.ALARM_COMMANDS,
                            record -> {
                                AlarmCommand command =
                                        codec.decode(record.value(), AlarmCommand.class);
                                if (command.getCommandId().equals(id)) {
                                    found.add(command);
                                }
                            });
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(
                List.of(
                        "--bootstrap-servers", cluster.bootstrapServers(),
                        "--schema-registry", cluster.registryUrl()));
        return Fleet.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
