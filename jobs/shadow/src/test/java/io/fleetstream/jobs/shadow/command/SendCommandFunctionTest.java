package io.fleetstream.jobs.shadow.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class SendCommandFunctionTest {
    @Test
    void sendsToADeviceOfWhichNobodySaysThatItIsOffline() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.command(
                    "d1",
                    "{\"command_id\":\"c1\",\"command\":\"set\",\"parameters\":{\"x\":1.50}}",
                    1000);

            assertThat(job.messages())
                    .containsExactly(
                            "acme/plant/pump/d1/command 600s {\"command_id\":\"c1\","
                                    + "\"command\":\"set\",\"parameters\":{\"x\":1.50},"
                                    + "\"deadline\":\"1970-01-01T00:26:40Z\"}");
            assertThat(job.states())
                    .containsExactly(
                            state(CommandStateKind.QUEUED, 1, 0, 1000, null),
                            state(CommandStateKind.SENT, 2, 1, 1000, null));

            job.answer("d1", "c1", "acknowledged", 1001);
            job.answer("d1", "c1", "acknowledged", 1002);
            job.answer("d1", "c1", "done", 1003);
            job.answer("d1", "c1", "done", 1004);
            assertThat(job.states())
                    .containsExactly(
                            state(CommandStateKind.ACKNOWLEDGED, 3, 1, 1001, "says"),
                            state(CommandStateKind.DONE, 4, 1, 1003, "says"));
            assertThat(job.messages()).isEmpty();
            assertThat(job.deadLetters()).isEmpty();
        }
    }

    @Test
    void holdsCommandsOfADeviceThatIsOfflineAndSendsThemInOrder() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.status("d1", "offline", 1000);
            job.command("d1", "c2", 1001, 100);
            job.command("d1", "c1", 1002, 100);
            job.command("d1", "c3", 1003, 10);
            assertThat(job.messages()).isEmpty();
            assertThat(job.steps()).containsExactly("c2 QUEUED 1", "c1 QUEUED 1", "c3 QUEUED 1");

            job.status("d1", "online", 1050);
            assertThat(job.steps()).containsExactly("c3 EXPIRED 2", "c2 SENT 2", "c1 SENT 2");
            assertThat(job.messages())
                    .satisfiesExactly(
                            m -> assertThat(m).contains(" 51s ").contains("c2"),
                            m -> assertThat(m).contains(" 52s ").contains("c1"));
        }
    }

    @Test
    void sendsAgainOnReconnectUntilTheDeviceAcknowledges() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.status("d1", "online", 999);
            job.command("d1", "c1", 1000, 300);
            job.status("d1", "online", 1009);
            assertThat(job.steps()).containsExactly("c1 QUEUED 1", "c1 SENT 2");
            job.status("d1", "online", 1010);
            assertThat(job.steps()).containsExactly("c1 SENT 3");
            job.status("d1", "offline", 1011);
            job.status("d1", "online", 1012);
            assertThat(job.states())
                    .singleElement()
                    .satisfies(s -> assertThat(s.getAttempts()).isEqualTo(3));
            job.answer("d1", "c1", "acknowledged", 1013);
            job.status("d1", "offline", 1014);
            job.status("d1", "online", 1099);
            assertThat(job.steps()).containsExactly("c1 ACKNOWLEDGED 5");
            assertThat(job.messages()).hasSize(3).allSatisfy(m -> assertThat(m).contains("c1"));
        }
    }

    @Test
    void expiresByTheRecordsTimeAndByTimersForSilentDevices() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.register("d2");
            job.command("d1", "c1", 1000, 60);
            job.command("d2", "c1", 1000, 60);
            job.answer("d1", "c1", "acknowledged", 1001);
            job.states();
            job.watermark(1059);
            assertThat(job.steps()).isEmpty();
            job.answer("d2", "c1", "done", 1060);
            assertThat(job.states())
                    .singleElement()
                    .satisfies(
                            s -> {
                                assertThat(s.getState()).isEqualTo(CommandStateKind.EXPIRED);
                                assertThat(s.getChangedAt()).isEqualTo(Instant.ofEpochSecond(1060));
                            });
            job.watermark(1061);
            assertThat(job.steps()).containsExactly("c1 EXPIRED 4");
            assertThat(job.deadLetters()).as("an answer that is late").isEmpty();
        }
    }

    @Test
    void refusesWhatCannotBeDoneAndSaysWhy() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.status("d1", "offline", 999);
            job.command("d1", "late", 1000, 0);
            job.command("d1", "far", 1000, 86401);
            for (int i = 1; i <= 4; i++) {
                job.command("d1", "c" + i, 1000, 60);
            }
            job.register("d2", "RETIRED");
            job.command("d2", "c1", 1000, 60);

            assertThat(job.states())
                    .extracting(s -> s.getCommandId() + " " + s.getState() + " " + s.getMessage())
                    .containsExactly(
                            "late EXPIRED the deadline had passed",
                            "far FAILED the deadline is later than in PT24H",
                            "c1 QUEUED null",
                            "c2 QUEUED null",
                            "c3 QUEUED null",
                            "c4 FAILED 3 commands of the device are waiting already",
                            "c1 FAILED the registry says that the device is RETIRED");
        }
    }

    @Test
    void waitsForTheRegistryBeforeItCallsADeviceUnknown() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.command("d1", "c1", 1000, 60);
            job.command("d2", "c1", 1000, 60);
            job.register("d1");
            assertThat(job.steps()).containsExactly("c1 QUEUED 1", "c1 QUEUED 1", "c1 SENT 2");
            assertThat(job.messages())
                    .singleElement()
                    .asString()
                    .contains("pump/d1/")
                    .contains(" 60s ");
            job.watermark(1029);
            assertThat(job.steps()).as("within the grace").isEmpty();
            job.command("d3", "c1", 1029, 60);
            job.register("d3");
            assertThat(job.steps()).containsExactly("c1 QUEUED 1", "c1 SENT 2");
            job.watermark(1031);
            assertThat(job.states())
                    .singleElement()
                    .satisfies(
                            s -> {
                                assertThat(s.getDeviceId()).isEqualTo("d2");
                                assertThat(s.getState()).isEqualTo(CommandStateKind.FAILED);
                                assertThat(s.getMessage()).contains("registry does not have");
                            });
        }
    }

    @Test
    void holdsCommandsOfADeviceThatLeavesTheRegistry() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.status("d1", "offline", 999);
            job.command("d1", "c1", 1000, 60);
            job.row(RowChange.registry("d1", null));
            job.status("d1", "online", 1002);
            assertThat(job.messages()).isEmpty();
            job.register("d1");
            assertThat(job.messages()).hasSize(1);
        }
    }

    @Test
    void knowsCommandsThatComeAgainUntilTheyAreForgotten() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.command("d1", "c1", 1000, 60);
            job.command("d1", "c1", 1001, 60);
            job.answer("d1", "c1", "failed", 1002);
            job.command("d1", "c1", 1003, 60);
            assertThat(job.steps()).containsExactly("c1 QUEUED 1", "c1 SENT 2", "c1 FAILED 3");
            assertThat(job.messages()).hasSize(1);
            job.watermark(1002 + 86400 + 7200);
            assertThat(job.timers()).isZero();
            assertThat(job.stateEntries()).as("the device itself").isEqualTo(1);
            job.command("d1", "c1", 100000, 60);
            assertThat(job.steps()).containsExactly("c1 QUEUED 1", "c1 SENT 2");
        }
    }

    @Test
    void makesDeadLettersOfWhatItCannotRead() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.command("d1", "{\"command_id\":\"c1\"}", 1000);
            job.answer("d1", "never", "done", 1001);
            job.answer("d1", "c1", "sleeping", 1002);
            assertThat(job.deadLetters())
                    .extracting(DeadLetter::getReason)
                    .containsExactly(
                            ReasonCode.MISSING_FIELD,
                            ReasonCode.OUT_OF_ENUM,
                            ReasonCode.OUT_OF_ENUM);
            assertThat(job.deadLetters())
                    .extracting(DeadLetter::getPath)
                    .containsExactly("/command", "/command_id", "/state");
            assertThat(job.deadLetters())
                    .allSatisfy(l -> assertThat(l.getDeviceId()).isEqualTo("d1"));
            assertThat(job.states()).isEmpty();
        }
    }

    @Test
    void readsEveryFormOfAStatusMessage() throws Exception {
        String[] online = {"online", "\"Online\"", "{\"battery\":3,\"status\":\"ONLINE\"}"};
        String[] neither = {
            "", "on", "7", "[]", "{\"status\":1}", "{\"status\":\"up\"}", "{\"a\":{"
        };
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.status("d1", "offline", 999);
            job.command("d1", "c1", 1000, 600);
            for (String text : neither) {
                job.send(CommandHarness.record(Topics.DEVICE_STATUS, "d1", 1001).value(text));
            }
            assertThat(job.messages()).isEmpty();
            for (String text : online) {
                job.status("d1", "offline", 1002);
                job.send(CommandHarness.record(Topics.DEVICE_STATUS, "d1", 1003).value(text));
                assertThat(job.messages()).as(text).hasSize(1);
            }
        }
    }

    @Test
    void worksForAnyArrivalThatTheHeaderCanSay() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.command("d1", "{\"command_id\":\"c1\",\"command\":\"reboot\"}", 9_999_999_999L);
            assertThat(job.steps()).containsExactly("c1 QUEUED 1", "c1 SENT 2");
            assertThat(job.messages()).hasSize(1);
        }
    }

    @Test
    void saysWhenACommandIsOfNoUseAnyMoreHoweverOftenAndLateItIsSent() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.command("d1", "c1", 1000, 300);
            job.status("d1", "offline", 1011);
            job.status("d1", "online", 1100);
            assertThat(job.expiries()).containsExactly("1300000000", "1300000000");
        }
    }

    @Test
    void carriesTheBulkRequestACommandCameFrom() throws Exception {
        try (CommandHarness job = new CommandHarness(null)) {
            job.register("d1");
            job.send(
                    CommandHarness.record(Topics.DEVICE_COMMANDS, "d1", 1000)
                            .header(RecordHeaders.WRITER, "bulk")
                            .header(RecordHeaders.REQUEST_ID, "b7")
                            .value("{\"command_id\":\"c1\",\"command\":\"reboot\"}"));
            assertThat(job.states())
                    .hasSize(2)
                    .allSatisfy(s -> assertThat(s.getBulkId()).isEqualTo("b7"));
        }
    }

    @Test
    void answersTheSameWhereverItIsStoppedAndRestored() throws Exception {
        long seed = 20261121;
        System.out.println("seed " + seed);
        for (int history = 0; history < 300; history++) {
            List<Event> events = history(new Random(seed + history));
            List<String> whole = run(events, -1);
            int stop = new Random(seed - history).nextInt(events.size());
            assertThat(run(events, stop))
                    .as("history %d, stopped at %d", history, stop)
                    .isEqualTo(whole);
        }
    }

    private static List<String> run(List<Event> events, int stop) throws Exception {
        List<String> out = new ArrayList<>();
        CommandHarness job = new CommandHarness(null);
        try {
            for (int i = 0; i < events.size(); i++) {
                if (i == stop) {
                    OperatorSubtaskState snapshot = job.snapshot(i);
                    job.close();
                    job = new CommandHarness(snapshot);
                }
                events.get(i).apply(job);
                out.addAll(job.messages());
                job.states().forEach(state -> out.add(state.toString()));
            }
        } finally {
            job.close();
        }
        return out;
    }

    private static List<Event> history(Random random) {
        List<Event> events = new ArrayList<>();
        long now = 1000;
        for (int i = 0; i < 60; i++) {
            now += random.nextInt(20);
            long at = now;
            String device = "d" + random.nextInt(3);
            String id = "c" + random.nextInt(6);
            int life = random.nextInt(90);
            String[] answers = {"acknowledged", "done", "failed"};
            String answer = answers[random.nextInt(3)];
            events.add(
                    switch (random.nextInt(8)) {
                        case 0 -> job -> job.register(device);
                        case 1, 2 -> job -> job.command(device, id, at, life);
                        case 3 -> job -> job.status(device, "online", at);
                        case 4 -> job -> job.status(device, "offline", at);
                        case 5, 6 -> job -> job.answer(device, id, answer, at);
                        default -> job -> job.watermark(at - 1);
                    });
        }
        return events;
    }

    @FunctionalInterface
    private interface Event {
        void apply(CommandHarness job) throws Exception;
    }

    private static CommandState state(
            CommandStateKind kind, int step, int attempts, long at, String message) {
        return CommandState.newBuilder()
                .setDeviceId("d1")
                .setCommandId("c1")
                .setCommand("set")
                .setParameters("{\"x\":1.50}")
                .setState(kind)
                .setStep(step)
                .setAttempts(attempts)
                .setCreatedAt(Instant.ofEpochSecond(1000))
                .setDeadline(Instant.ofEpochSecond(1600))
                .setChangedAt(Instant.ofEpochSecond(at))
                .setMessage(message)
                .build();
    }
}
