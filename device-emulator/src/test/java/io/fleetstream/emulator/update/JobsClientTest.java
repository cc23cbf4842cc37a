package io.fleetstream.emulator.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.schemas.firmware.FirmwareKeys;
import io.fleetstream.schemas.firmware.FirmwareManifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsClientTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] IMAGE = "good".getBytes(StandardCharsets.UTF_8);
    private static final long NOW = 1_700_000_000_000L;

    private final KeyPair keys = FirmwareKeys.generate();
    private final Port port = new Port();
    private long now = NOW;

    JobsClientTest() throws GeneralSecurityException {}

    @Test
    void installsWhatIsNextStepByStep() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        begin(client, manifest(IMAGE, "2.0"));
        accept(client, "a/update IN_PROGRESS step=downloading v2");
        port.deliver(IMAGE);
        client.tick(now);
        accept(client, "a/update IN_PROGRESS step=installing v3");
        accept(client, "a/update IN_PROGRESS step=booting v4");
        assertThat(port.firmware).isEqualTo("2.0");
        assertThat(port.last()).isEqualTo("start-next");
        answerNext(client, manifest(IMAGE, "2.0"), 5);
        accept(client, "a/update SUCCEEDED firmware=2.0 v5");
        assertThat(port.last()).isEqualTo("start-next");
        none(client);
        assertThat(client.nextMs()).isEqualTo(Long.MAX_VALUE);
        assertThat(port.told).containsExactly("job-begun a", "job-succeeded a");
    }

    @ParameterizedTest
    @CsvSource({
        "other, 2.0, hash",
        "good, 2.0-unsigned, signature",
        "'{\"boots\":false}', 2.0, boot",
    })
    void tellsWhyItFailsAndKeepsWhatItHas(String image, String what, String reason)
            throws Exception {
        byte[] bytes = image.getBytes(StandardCharsets.UTF_8);
        FirmwareManifest good = manifest(reason.equals("boot") ? bytes : IMAGE, "2.0");
        ObjectNode firmware = good.toJson();
        if (what.endsWith("unsigned")) {
            firmware.put("signature", "");
        }
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        answerNext(client, firmware, 2);
        accept(client, "a/update IN_PROGRESS step=downloading v2");
        port.deliver(bytes);
        client.tick(now);
        if (reason.equals("boot")) {
            accept(client, "a/update IN_PROGRESS step=installing v3");
            accept(client, "a/update IN_PROGRESS step=booting v4");
            answerNext(client, firmware, 5);
        }
        assertThat(port.last()).contains("a/update FAILED reason=" + reason);
        assertThat(port.firmware).isEqualTo("1.0");
    }

    @Test
    void failsIfTheImageCannotBeHad() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        begin(client, manifest(IMAGE, "2.0"));
        accept(client, "a/update IN_PROGRESS step=downloading v2");
        port.deliver(null);
        client.tick(now);
        assertThat(port.last()).contains("a/update FAILED reason=download");
    }

    @Test
    void rejectsWhatIsNotForIt() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        FirmwareManifest other =
                FirmwareManifest.of(IMAGE, "2.0", "", 0, List.of("r9")).sign(keys.getPrivate());
        answerNext(client, other.toJson(), 2);
        accept(client, "a/update REJECTED reason=hardware is r1 v2");
        FirmwareManifest later =
                FirmwareManifest.of(IMAGE, "2.0", "1.10", 0, List.of()).sign(keys.getPrivate());
        answerNext(client, later.toJson(), 2);
        assertThat(port.last()).contains("REJECTED reason=version is 1.0");
    }

    @Test
    void doesNotGoBackBehindACounterItHasKept() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        install(client, counted("2.0", 5));
        answerNext(client, counted("1.9", 4).toJson(), 2);
        assertThat(port.last()).contains("REJECTED reason=counter is 5");
    }

    @Test
    void doesNotGoBackBehindACounterAfterTheProcessHasStartedAgain(@TempDir Path directory)
            throws Exception {
        Path file = directory.resolve("counters");
        port.counters = FirmwareCounters.of(file);
        install(connected(UpdateOptions.trusting(keys.getPublic())), counted("2.0", 5));
        port.firmware = "1.0";
        port.counters = FirmwareCounters.of(file);
        JobsClient again = connected(UpdateOptions.trusting(keys.getPublic()));
        answerNext(again, counted("1.9", 4).toJson(), 2);
        assertThat(port.last()).contains("REJECTED reason=counter is 5");
    }

    @Test
    void tellsAgainForTheVersionThatStands() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        begin(client, manifest(IMAGE, "2.0"));
        ObjectNode refusal = JSON.createObjectNode().put("code", "VersionMismatch");
        client.answered(false, refusal.put("clientToken", port.token), now);
        answerNext(client, manifest(IMAGE, "2.0"), 7);
        assertThat(port.last()).isEqualTo("a/update IN_PROGRESS step=downloading v7");
    }

    @Test
    void dropsAJobThatIsOver() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        begin(client, manifest(IMAGE, "2.0"));
        ObjectNode refusal = JSON.createObjectNode().put("code", "InvalidStateTransition");
        client.answered(false, refusal.put("clientToken", port.token), now);
        now += 2_000;
        client.tick(now);
        assertThat(port.last()).isEqualTo("start-next");
        none(client);
        assertThat(port.told).containsExactly("job-begun a", "job-lost a");
    }

    @Test
    void asksAgainAfterSilenceAndAfterEachConnect() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        assertThat(client.nextMs()).isEqualTo(NOW + 20_000);
        now += 20_000;
        client.tick(now);
        assertThat(port.sent).containsExactly("start-next", "start-next");
        client.disconnected();
        assertThat(client.nextMs()).isEqualTo(Long.MAX_VALUE);
        client.connected(now);
        assertThat(port.sent).hasSize(3);
    }

    @Test
    void newsDuringARequestAreNotForgotten() throws Exception {
        JobsClient client = connected(UpdateOptions.trusting(keys.getPublic()));
        ObjectNode news = JSON.createObjectNode();
        news.putObject("execution").put("jobId", "b");
        client.notified(news, now);
        assertThat(port.sent).hasSize(1);
        none(client);
        assertThat(port.sent).hasSize(2);
    }

    @Test
    void takesItsTimeToInstallAndToCheck() throws Exception {
        UpdateOptions slow =
                new UpdateOptions(
                        Optional.of(keys.getPublic()),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(7),
                        UpdateFaults.NONE);
        JobsClient client = connected(slow);
        begin(client, manifest(IMAGE, "2.0"));
        accept(client, "a/update IN_PROGRESS step=downloading v2");
        port.deliver(IMAGE);
        client.tick(now);
        accept(client, "a/update IN_PROGRESS step=installing v3");
        assertThat(client.nextMs()).isEqualTo(now + 5_000);
        now += 5_000;
        client.tick(now);
        accept(client, "a/update IN_PROGRESS step=booting v4");
        answerNext(client, manifest(IMAGE, "2.0"), 5);
        assertThat(client.nextMs()).isEqualTo(now + 7_000);
    }

    @Test
    void leavesAStalledJobOnceItIsOver() throws Exception {
        UpdateOptions stalling =
                new UpdateOptions(
                        Optional.of(keys.getPublic()),
                        Duration.ZERO,
                        Duration.ZERO,
                        UpdateFaults.parse("stall=1"));
        JobsClient client = connected(stalling);
        begin(client, manifest(IMAGE, "2.0"));
        assertThat(client.nextMs()).isEqualTo(Long.MAX_VALUE);
        client.notified(JSON.createObjectNode(), now);
        assertThat(port.last()).isEqualTo("start-next");
    }

    @Test
    void drainsTheBatteryOfADeviceOnceItRunsTheImage() throws Exception {
        UpdateOptions draining =
                new UpdateOptions(
                        Optional.of(keys.getPublic()),
                        Duration.ZERO,
                        Duration.ZERO,
                        UpdateFaults.parse("battery-drain=1"));
        install(connected(draining), manifest(IMAGE, "2.0"));
        assertThat(port.effects).isEqualTo(FirmwareEffects.NONE.draining());
    }

    private JobsClient connected(UpdateOptions options) {
        JobsClient client = new JobsClient(options, 7, "t", port);
        port.client = client;
        client.connected(now);
        assertThat(port.last()).isEqualTo("start-next");
        return client;
    }

    private FirmwareManifest manifest(byte[] image, String of) throws GeneralSecurityException {
        return FirmwareManifest.of(image, of, "", 0, List.of()).sign(keys.getPrivate());
    }

    private FirmwareManifest counted(String of, int counter) throws GeneralSecurityException {
        return FirmwareManifest.of(IMAGE, of, "", counter, List.of()).sign(keys.getPrivate());
    }

    private void install(JobsClient client, FirmwareManifest manifest) {
        begin(client, manifest);
        accept(client, "a/update IN_PROGRESS step=downloading v2");
        port.deliver(IMAGE);
        client.tick(now);
        accept(client, "a/update IN_PROGRESS step=installing v3");
        accept(client, "a/update IN_PROGRESS step=booting v4");
        answerNext(client, manifest, 5);
        accept(client, "a/update SUCCEEDED firmware=" + manifest.version() + " v5");
    }

    private void begin(JobsClient client, FirmwareManifest manifest) {
        answerNext(client, manifest, 2);
    }

    private void answerNext(JobsClient client, FirmwareManifest manifest, long at) {
        answerNext(client, manifest.toJson(), at);
    }

    private void answerNext(JobsClient client, ObjectNode firmware, long at) {
        ObjectNode answer = JSON.createObjectNode().put("clientToken", port.token);
        ObjectNode execution = answer.putObject("execution");
        execution.put("jobId", "a").put("executionNumber", 1 + port.over).put("versionNumber", at);
        execution.putObject("jobDocument").set("firmware", firmware.put("url", "http://x"));
        client.answered(true, answer, now);
    }

    private void none(JobsClient client) {
        client.answered(true, JSON.createObjectNode().put("clientToken", port.token), now);
    }

    private void accept(JobsClient client, String expected) {
        assertThat(port.last()).isEqualTo(expected);
        if (!expected.contains("IN_PROGRESS")) {
            port.over++;
        }
        client.answered(true, JSON.createObjectNode().put("clientToken", port.token), now);
    }

    /** A device without a network. */
    private final class Port implements UpdatePort {
        private final List<String> sent = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private JobsClient client;
        private String token = "";
        private String firmware = "1.0";
        private FirmwareEffects effects = FirmwareEffects.NONE;
        private FirmwareCounters counters = FirmwareCounters.forgetful();
        private int over;
        private Consumer<Optional<byte[]>> waiting;

        String last() {
            return sent.get(sent.size() - 1);
        }

        void deliver(byte[] image) {
            waiting.accept(Optional.ofNullable(image));
        }

        @Override
        public void request(String rest, ObjectNode payload) {
            token = payload.path("clientToken").asText();
            StringBuilder line = new StringBuilder(rest);
            if (payload.has("status")) {
                line.append(' ').append(payload.path("status").asText());
                payload.path("statusDetails")
                        .properties()
                        .forEach(
                                each ->
                                        line.append(' ')
                                                .append(each.getKey())
                                                .append('=')
                                                .append(each.getValue().asText()));
                line.append(" v").append(payload.path("expectedVersion").asLong());
            }
            sent.add(line.toString());
        }

        @Override
        public void download(String url, Consumer<Optional<byte[]>> arrived) {
            waiting = arrived;
        }

        @Override
        public String firmware() {
            return firmware;
        }

        @Override
        public String hardware() {
            return "r1";
        }

        @Override
        public int counter() {
            return counters.of("d1");
        }

        @Override
        public void keep(int counter) {
            counters.keep("d1", counter);
        }

        @Override
        public void boot(String next, FirmwareEffects effects) {
            firmware = next;
            this.effects = effects;
            client.disconnected();
            client.connected(now);
        }

        @Override
        public void happened(TruthKind kind, String jobId) {
            told.add(kind.label() + " " + jobId);
        }
    }
}
