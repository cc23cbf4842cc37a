package io.fleetstream.emulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
    private static final String NOWHERE = "tcp://127.0.0.1:1"; // nobody may listen on port 1

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --rate 0                      | --rate",
                "run --rate 2000/s                 | at most 1000/s",
                "run --rate 5/d                    | 30/m",
                "run --qos 3                       | qos must be 0, 1 or 2",
                "run --profile toaster             | unknown profile 'toaster'",
                "run --fault lost=0.1              | unknown fault [lost]",
                "run --fault duplicate             | must look like",
                "run --fault duplicate=2           | more than 1",
                "run --fault duplicate=.6,drop=.5  | more than 1",
                "run --fault gateway-offline=0.5   | needs gateways",
                "run --form xml                    | --form",
                "run --form batch --samples 0      | between 1 and 1000",
                "run --form senml --gateways 1     | not SENML",
                "run --compression rar             | --compression",
                "run --arrival never               | --arrival",
                "run --dead-band *=1               | need --gateways",
                "run --gateways 0                  | must be gateways",
                "run --gateways 1 --buffer-ttl P7D | time to live",
                "run --gateways 1 --buffer-messages 0 | room for a message",
                "run --gateways 1 --alert-bounds x=1  | must look like",
                "run --gateways 1 --dead-band x    | must look like",
                "run --gateways 1 --edge-aggregate PT0.1S | at least PT1S",
                "run --gateways 1 --adaptive-sampling 0   | at least 1",
                "run --pace fast                   | pace 'fast'",
                "run --anomaly-rate 13             | anomaly rate",
                "run --url http://x                | tcp://127.0.0.1:1883",
                "run --sites North                 | site 'North'",
                "run --devices 0                   | at least one device",
                "run --messages 0                  | at least one message",
                "run --duration 40s                | --duration",
                "run --no-such-option              | --no-such-option",
                "replay --mapping m.yaml           | RECORDING",
                "replay recording.ndjson           | --mapping",
                "replay -- x --mapping campusiot-tourperret | --mapping",
                "dance                             | dance",
                "''                                | run or replay"
            })
    void wrongUsageExitsWithTwoAndOneLineThatSaysWhy(String line, String said) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: ").contains(said);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpExitsWithZero() {
        assertThat(execute("--help")).isZero();
        assertThat(execute("run", "--help")).isZero();
        assertThat(execute("replay", "--help")).isZero();
        assertThat(out.toString()).contains("--dry-run", "--mapping", "--seed");
    }

    @Test
    void aDryRunShowsPayloadsAndNeedsNoBroker() {
        String[] arguments = {
            "run",
            "--dry-run",
            "--seed",
            "7",
            "--start-time",
            "2026-11-20T12:00:00Z",
            "--url",
            NOWHERE,
            "--sites",
            "north,south",
            "--devices",
            "5"
        };
        assertThat(execute(arguments)).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(12);
        assertThat(lines.get(0))
                .startsWith("acme/north/thermostat/thermostat-00001/reading {\"device_id\"")
                .contains("\"seq\":1,\"ts\":17");
        String first = out.toString();
        out.getBuffer().setLength(0);
        execute(arguments);
        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void aDryRunShowsWhatGatewaysMakeOfSamples() {
        String line =
                "run --dry-run --seed 7 --gateways 1 --devices-per-gateway 2 --edge-aggregate PT1M"
                        + " --arrival emulated --profile thermostat";
        assertThat(execute(line.split(" ", -1))).isZero();
        assertThat(out.toString().lines())
                .hasSize(6)
                .allMatch(shown -> shown.startsWith("replay/acme/site-1/thermostat/"))
                .allMatch(shown -> shown.contains("\"window_s\":"));
    }

    @Test
    void aDryRunWritesBinaryFormsInBase64() {
        assertThat(execute("run", "--dry-run", "--form", "cbor", "--devices", "1")).isZero();
        assertThat(out.toString().lines()).hasSize(3).allMatch(l -> l.matches("\\S+ [\\w+/=]+"));
    }

    @Test
    void aBrokerThatIsNotThereExitsWithOne() {
        int status =
                execute(
                        "run",
                        "--url",
                        NOWHERE,
                        "--give-up-after",
                        "PT0.5S",
                        "--messages",
                        "1",
                        "--reconnect-max",
                        "PT0.1S",
                        "--quiet");
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("error: cannot reach the broker at " + NOWHERE);
    }

    @Test
    void aRecordingThatIsNotThereExitsWithOne() throws Exception {
        Path missing = directory.resolve("missing.ndjson");
        assertThat(replay(missing)).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: ").contains("missing.ndjson");
        Path recording = Files.writeString(directory.resolve("there.ndjson"), "{}\n");
        assertThat(replay(recording)).isEqualTo(1);
        assertThat(err.toString()).contains("cannot reach the broker");
    }

    private int replay(Path recording) {
        return execute(
                "replay",
                "--url",
                NOWHERE,
                "--give-up-after",
                "PT0.5S",
                "--reconnect-max",
                "PT0.1S",
                "--quiet",
                "--mapping",
                "campusiot-tourperret",
                recording.toString());
    }

    private int execute(String... arguments) {
        CommandLine line = EmulatorCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
