package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./fleet shadow …} against a running stack, in processes of its own. */
class ShadowCommandITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private final String device = ShadowMqtt.thing("cli");

    @Test
    void setsGetsAndDeletesAShadow(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("config.json");
        Files.writeString(file, "{\"interval\": 1.50}");

        FleetProcess missing = fleet("get", device);
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err())
                .isEqualToIgnoringNewLines(
                        "rejected: 404 No shadow exists with name: '%s'".formatted(device));

        JsonNode set = json(fleet("set", device, "--desired", "@" + file));
        assertThat(set.path("version").asLong()).isEqualTo(1);
        json(
                fleet(
                        "set",
                        device,
                        "--reported",
                        "{\"interval\":1.5,\"fw\":\"2\"}",
                        "--version",
                        "1"));
        FleetProcess late = fleet("set", device, "--desired", "null", "--version", "1");
        assertThat(late.status()).isEqualTo(1);
        assertThat(late.err()).contains("409 Version conflict");

        FleetProcess got = fleet("get", device);
        assertThat(got.out()).contains("\"interval\" : 1.50").contains("\"version\" : 2");
        assertThat(json(got).at("/state/delta").isMissingNode()).isTrue();

        assertThat(json(fleet("delete", device)).path("version").asLong()).isEqualTo(2);
        assertThat(fleet("delete", device).status()).isEqualTo(1);
    }

    @Test
    void hasShadowsWithNamesBesideTheClassicOne() throws Exception {
        json(fleet("set", device, "--name", "config", "--desired", "{\"a\":1}"));

        assertThat(json(fleet("get", device, "--name", "config")).at("/state/delta/a").asInt())
                .isEqualTo(1);
        assertThat(fleet("get", device).err()).contains("404");
    }

    @Test
    void watchesWhatADeviceReports() throws Exception {
        String topic = "$aws/things/" + device + "/shadow/update";
        try (ShadowMqtt mqtt = new ShadowMqtt(SHARED.stack().sandbox().mqtt().url());
                FleetProcess.Running watch =
                        FleetProcess.start(
                                SHARED.stack(), "shadow", "watch", device, "--count", "4")) {
            watch.awaitErr("watching");

            mqtt.ask(topic, "{\"state\":{\"desired\":{\"a\":1}}}");
            mqtt.ask(
                    "$aws/things/" + device + "/shadow/name/other/update",
                    "{\"state\":{\"desired\":{\"b\":1}}}");
            mqtt.ask(topic, "{\"state\":{\"reported\":{\"a\":1}}}");
            mqtt.ask("$aws/things/" + device + "/shadow/delete", "");

            FleetProcess watched = watch.await();
            assertThat(watched.status()).isZero();
            assertThat(watched.out().lines())
                    .hasSize(4)
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).contains(" delta ", "\"state\":{\"a\":1}"),
                            line -> assertThat(line).contains(" documents ", "\"version\":1}"),
                            line -> assertThat(line).contains(" documents ", "\"previous\""),
                            line -> assertThat(line).contains(" deleted ", "\"version\":2"));
        }
    }

    @Test
    void saysThatNobodyAnswered() throws Exception {
        FleetProcess nobody = fleet("get", device, "--timeout", "PT0S");

        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.err().lines()).hasSize(1);
        assertThat(nobody.err()).contains("no answer within");
    }

    private static JsonNode json(FleetProcess process) throws Exception {
        assertThat(process.status()).as(process.err()).isZero();
        return ShadowMqtt.JSON.readTree(process.out());
    }

    private static FleetProcess fleet(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "shadow";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try (FleetProcess.Running running = FleetProcess.start(SHARED.stack(), all)) {
            return running.await();
        }
    }
}
