package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.stack.Home;
import io.fleetstream.emulator.replay.Mapping;
import io.fleetstream.emulator.replay.Replay;
import io.fleetstream.emulator.replay.ReplayOptions;
import io.fleetstream.emulator.replay.ReplayReport;
import io.fleetstream.schemas.ReasonCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Real LoRaWAN uplinks, replayed flat out over a trusted route with their recorded arrival times:
 * every line ends as a stored reading, a duplicate or a dead letter with its reason.
 */
@Isolated("counts whatever is sent")
class RecordingsITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    @Test
    void accountsForEveryLineOfTheCampusIotRecordings() throws Exception {
        Path data = data();
        boolean present = Files.isDirectory(data);
        if (!present) {
            System.out.println("[recordings] SKIPPED: no recordings at " + data);
        }
        assumeTrue(present, "no recordings at " + data + " (FLEET_DATA names another place)");
        List<Path> recordings = recordings(data);
        Oracle oracle = new Oracle();
        for (Path recording : recordings) {
            oracle.read(recording);
        }

        Books.Page mark = SHARED.books().mark();
        ReplayReport report =
                new Replay(
                                ReplayOptions.flatOut(
                                        SHARED.stack().sandbox().mqtt().url(),
                                        Mapping.load("campusiot-tourperret"),
                                        recordings))
                        .execute();
        System.out.println("[recordings] " + report);
        assertThat(report.complete()).isTrue();
        assertThat(report.published()).isEqualTo(oracle.lines);
        Books.Page page = SHARED.books().awaitDrained(mark, report.published());
        System.out.println("[recordings] " + page);

        assertThat(page.ledger().readingMessages()).as("stored").isEqualTo(oracle.stored);
        assertThat(page.ledger().duplicates()).as("duplicates").isEqualTo(oracle.duplicates);
        assertThat(page.reasons())
                .isEqualTo(Map.of(ReasonCode.MISSING_FIELD, oracle.withoutMetrics));
        assertThat(page.values()).as("values").isEqualTo(oracle.values);
        assertThat(page.rows()).as("rows in the database").isEqualTo(oracle.values);
        assertThat(page.parquet()).as("rows in Parquet").isEqualTo(oracle.values);
        assertThat(page.ledger().repeated()).isZero();
        assertThat(
                        page.ledger().readingMessages()
                                + page.ledger().duplicates()
                                + page.ledger().deadLetters())
                .as("every line")
                .isEqualTo(report.lines());
    }

    private static Path data() {
        Path root =
                Optional.ofNullable(System.getenv("FLEET_DATA"))
                        .map(Path::of)
                        .orElse(Home.directory().resolveSibling("shared").resolve("data"));
        return root.resolve("campusiot-tourperret");
    }

    private static List<Path> recordings(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            // the dash of the second file sorts before the dot of the first
            return files.filter(file -> file.toString().endsWith(".ndjson.gz"))
                    .sorted((a, b) -> Integer.compare(a.toString().length(), b.toString().length()))
                    .toList();
        }
    }

    /**
     * Reads the files on its own. It tells the counter's sessions by the LoRaWAN device address,
     * which changes with every join and which the stack never sees.
     */
    private static final class Oracle {
        private final ObjectMapper json = new ObjectMapper();
        private final Set<String> seen = new HashSet<>();
        private long lines;
        private long stored;
        private long duplicates;
        private long withoutMetrics;
        private long values;

        void read(Path recording) throws IOException {
            try (BufferedReader reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    new GZIPInputStream(Files.newInputStream(recording)),
                                    StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    count(json.readTree(line));
                }
            }
        }

        private void count(JsonNode line) {
            lines++;
            int metrics = 0;
            for (JsonNode value : line.at("/decoded/payload")) {
                metrics += value.isNumber() ? 1 : 0;
            }
            String identity =
                    line.at("/dev_eui").asText()
                            + '/'
                            + line.at("/devaddr").asText()
                            + '/'
                            + line.at("/fcnt").asLong();
            if (metrics == 0) {
                withoutMetrics++;
            } else if (seen.add(identity)) {
                stored++;
                values += metrics;
            } else {
                duplicates++;
            }
        }
    }
}
