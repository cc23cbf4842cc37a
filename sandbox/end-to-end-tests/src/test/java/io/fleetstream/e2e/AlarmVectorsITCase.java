package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.alarm.BackTest;
import io.fleetstream.cli.alarm.RuleFile;
import io.fleetstream.cli.archive.ArchiveRange;
import io.fleetstream.cli.archive.ArchivedReadings;
import io.fleetstream.cli.archive.LocalArchive;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.e2e.alarm.AlarmEars;
import io.fleetstream.e2e.alarm.AlarmStage;
import io.fleetstream.e2e.alarm.AlarmVector;
import io.fleetstream.e2e.alarm.Cast;
import io.fleetstream.e2e.alarm.Way;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmIds;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The vectors of the specification of alarms through MQTT, bridge, Kafka, ingest, anomaly, Kafka,
 * bridge, MQTT: in order, shuffled within the bound, and every reading twice. All at once, with
 * arrival times a little ahead of the clock, so that a vector of minutes takes none.
 */
class AlarmVectorsITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Time to publish everything before the first of it is due. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private static final ArchiveRange EVER =
            new ArchiveRange(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyVectorTellsTheSameInWhateverWayItComes() throws Exception {
        System.out.println("seed " + SEED);
        Cluster cluster =
                Cluster.at(
                        SHARED.stack().sandbox().kafka().bootstrapServers(),
                        SHARED.stack().sandbox().schemaRegistry().url());
        List<Cast> casts = casts(Instant.now().plus(AHEAD));
        AlarmEars ears = new AlarmEars(cluster);
        try (AlarmStage stage = new AlarmStage(cluster, SHARED.stack().sandbox().mqtt().url())) {
            stage.prepare(casts);
            stage.play(casts, Duration.ZERO, Duration.ofHours(1), new Random(SEED));
            Map<String, List<String>> expected = new TreeMap<>();
            casts.forEach(cast -> expected.put(cast.device(), cast.vector().told()));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(lines(casts, ears.told())).isEqualTo(expected));

            Map<String, List<AlarmEvent>> told = ears.told();
            SoftAssertions soft = new SoftAssertions();
            for (Cast cast : casts) {
                check(cast, told.getOrDefault(cast.device(), List.of()), stage, soft);
            }
            soft.assertAll();
            assertBackTestTells(told, casts);
            stage.leave(casts);
        }
    }

    /** The same rules over what was archived; nobody asks anything there. */
    private static void assertBackTestTells(Map<String, List<AlarmEvent>> live, List<Cast> all)
            throws IOException, RuleException {
        List<Cast> casts = all.stream().filter(cast -> cast.orders().isEmpty()).toList();
        Set<String> devices = casts.stream().map(Cast::device).collect(Collectors.toSet());
        List<Reading> archived = new ArrayList<>();
        long expected = casts.stream().mapToLong(Cast::readings).sum();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> {
                            archived.clear();
                            new ArchivedReadings(
                                            new LocalArchive(
                                                    SHARED.stack().archiveDirectory().toString()))
                                    .visit(EVER, devices, archived::add);
                            return archived.size() == expected;
                        });
        List<RuleFile> rules = new ArrayList<>();
        RuleReader reader = new RuleReader();
        for (Cast cast : casts) {
            for (String text : cast.rules().values()) {
                rules.add(new RuleFile(text, reader.read(text)));
            }
        }
        Map<String, List<String>> told = new TreeMap<>();
        BackTest test =
                new BackTest(
                        rules,
                        Map.of(),
                        Duration.ofSeconds(1),
                        Optional.of(all.get(0).begin().plusSeconds(20)),
                        event ->
                                told.computeIfAbsent(event.getDeviceId(), id -> new ArrayList<>())
                                        .add(identity(event)));
        archived.forEach(test);
        test.finish();

        Map<String, List<String>> wanted = new TreeMap<>();
        for (String device : devices) {
            if (live.containsKey(device)) {
                wanted.put(device, live.get(device).stream().map(e -> identity(e)).toList());
            }
        }
        assertThat(told).hasSizeGreaterThan(20).isEqualTo(wanted);
    }

    private static String identity(AlarmEvent event) {
        return String.join(
                " ",
                event.getAlarmId(),
                event.getChange().name(),
                event.getHappenedAt().toString(),
                event.getState().name(),
                event.getSeverity().name(),
                "" + event.getStep(),
                "" + event.getValue());
    }

    private static List<Cast> casts(Instant from) throws IOException {
        String run = UUID.randomUUID().toString().substring(0, 6);
        Instant begin = from.truncatedTo(ChronoUnit.MILLIS);
        Instant minute = from.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
        List<Cast> casts = new ArrayList<>();
        for (AlarmVector vector : AlarmVector.all()) {
            boolean scheduled = vector.rules().get(0).contains("schedule");
            for (Way way : Way.values()) {
                if (way != Way.SHUFFLED || !vector.presence()) {
                    casts.add(new Cast(vector, way, run, scheduled ? minute : begin));
                }
            }
        }
        return casts;
    }

    private static Map<String, List<String>> lines(
            List<Cast> casts, Map<String, List<AlarmEvent>> told) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (Cast cast : casts) {
            lines.put(
                    cast.device(),
                    AlarmEars.lines(told.getOrDefault(cast.device(), List.of()), cast.begin()));
        }
        return lines;
    }

    /** Names come from rule, device and time alone, and the device hears what the topic says. */
    private static void check(
            Cast cast, List<AlarmEvent> events, AlarmStage stage, SoftAssertions soft)
            throws IOException {
        List<String> wanted = new ArrayList<>();
        for (AlarmEvent event : events) {
            soft.assertThat(event.getAlarmId())
                    .as(cast.device())
                    .isEqualTo(
                            AlarmIds.of(
                                    event.getRuleId(),
                                    cast.device(),
                                    event.getRaisedAt().toEpochMilli()));
            soft.assertThat(event.getRuleVersion()).as(cast.device()).isEqualTo(1);
            soft.assertThat(event.getOnTrial())
                    .as(cast.device())
                    .isEqualTo(cast.vector().onTrial());
            if (cast.vector().onTrial()) {
                continue;
            }
            wanted.add(event.getAlarmId() + " " + event.getChange() + " " + event.getHappenedAt());
        }
        List<String> heard = new ArrayList<>();
        for (String alert : stage.alerts(cast.device())) {
            JsonNode json = JSON.readTree(alert);
            heard.add(
                    json.path("alarm_id").asText()
                            + " "
                            + json.path("change").asText()
                            + " "
                            + json.path("happened_at").asText());
        }
        soft.assertThat(heard).as("heard by " + cast.device()).isEqualTo(wanted);
    }
}
