package io.fleetstream.jobs.shadow.function;

import static io.fleetstream.jobs.shadow.function.ShadowHarness.appended;
import static io.fleetstream.jobs.shadow.function.ShadowHarness.request;
import static io.fleetstream.jobs.shadow.function.ShadowHarness.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * Whole histories with every extension on, with snapshots, crashes and replays at random points;
 * what the job asks of itself gets into the log a little later. The log that comes of it, read once
 * more without any crash, brings the same bytes.
 */
class ExtendedHistoriesTest {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final int HISTORIES = Integer.getInteger("fleet.histories", 300);
    private static final int LENGTH = 40;
    private static final Duration STUCK_AFTER = Duration.ofSeconds(40);
    private static final String[] SHADOWS = {"", "name/m/", "name/v/", "name/w/"};

    @Test
    void theLogAloneTellsWhatComesOutWhateverCrashesThereWere() throws Exception {
        System.out.println("seed " + SEED);
        Map<Object, Integer> seen = new TreeMap<>();
        int repeatedDeltas = 0;
        for (int history = 0; history < HISTORIES; history++) {
            Random random = new Random(SEED + history);
            List<KafkaRecord> log = log(random);
            HarnessRun wild = run(log, random);
            HarnessRun calm = run(log, null);
            String context = "history " + history;

            same(context, wild.messages, calm.messages);
            same(context, wild.documents, calm.documents);
            same(context, wild.events, calm.events);
            assertThat(calm.documents).as(context).doesNotHaveDuplicates();
            assertThat(calm.events).as(context).doesNotHaveDuplicates();
            calm.events.forEach(event -> seen.merge(event.getKind(), 1, Integer::sum));
            repeatedDeltas += calm.messages.size() - new LinkedHashSet<>(calm.messages).size();
        }
        System.out.println(seen + ", deltas sent again " + repeatedDeltas);
        assertThat(seen).hasSize(5);
        assertThat(repeatedDeltas).isPositive();
    }

    private static <T> void same(String context, List<T> wild, List<T> calm) {
        Set<T> onlyWild = new LinkedHashSet<>(wild);
        calm.forEach(onlyWild::remove);
        Set<T> onlyCalm = new LinkedHashSet<>(calm);
        wild.forEach(onlyCalm::remove);
        assertThat(onlyWild).as(context + ", only with crashes").isEmpty();
        assertThat(onlyCalm).as(context + ", only without").isEmpty();
    }

    /** Processes the log; with a source of chance, with snapshots, crashes and a growing log. */
    private static HarnessRun run(List<KafkaRecord> log, Random chance) throws Exception {
        HarnessRun run = new HarnessRun();
        ShadowHarness job = new ShadowHarness(STUCK_AFTER, TestExtensions.ALL, null);
        OperatorSubtaskState saved = null;
        int savedAt = 0;
        int read = 0;
        int crashes = 0;
        for (int i = 0; i < log.size(); i++) {
            job.process(log.get(i));
            read = Math.max(read, i + 1);
            if (chance != null) {
                if (chance.nextInt(4) == 0) {
                    // as the job's own clock: behind the records of the moment
                    job.watermark(log.get(i).offset() - 1);
                }
                append(log, read, job.requests(), chance);
                if (chance.nextInt(10) == 0) {
                    saved = job.snapshot(i + 1);
                    savedAt = i + 1;
                } else if (chance.nextInt(15) == 0 && crashes++ < 6) {
                    run.take(job);
                    job.close();
                    job = new ShadowHarness(STUCK_AFTER, TestExtensions.ALL, saved);
                    i = savedAt - 1;
                }
            }
            run.take(job);
        }
        job.watermark(log.get(log.size() - 1).offset() + 1_000);
        run.take(job);
        job.close();
        return run;
    }

    /** Into the log at some place that has not been read, with the time of what stands there. */
    private static void append(
            List<KafkaRecord> log, int read, List<KafkaRecord> made, Random chance) {
        for (KafkaRecord request : made) {
            int place = Math.min(log.size(), read + chance.nextInt(4));
            log.add(place, appended(request, log.get(place - 1).offset()));
        }
    }

    private static List<KafkaRecord> log(Random random) {
        List<KafkaRecord> log = new ArrayList<>();
        long seconds = 1_700_000_000L;
        for (int i = 0; i < LENGTH; i++) {
            seconds += random.nextInt(60) == 0 ? 172_800 : 1 + random.nextInt(15);
            String device = "d" + random.nextInt(2);
            int draw = random.nextInt(24);
            if (draw < 3) {
                log.add(status(device, draw == 0 ? "offline" : "online", seconds));
                continue;
            }
            if (draw < 9) {
                // goes to and fro
                String value = "{\"state\":{\"reported\":{\"f\":" + random.nextInt(2) + "}}}";
                log.add(request("d0", "update", value, seconds));
                continue;
            }
            String operation = draw == 9 ? "delete" : draw == 10 ? "get" : "update";
            log.add(
                    request(
                            device,
                            SHADOWS[random.nextInt(SHADOWS.length)] + operation,
                            operation.equals("update") ? update(random) : "",
                            seconds,
                            headers(random, seconds)));
        }
        return log;
    }

    private static Map<String, String> headers(Random random, long seconds) {
        Map<String, String> headers = new HashMap<>();
        if (random.nextInt(3) == 0) {
            headers.put("user.ttl", "PT" + (1 + random.nextInt(40)) + "S");
        }
        if (random.nextInt(5) == 0) {
            headers.put("user.deadline", "PT" + (1 + random.nextInt(60)) + "S");
        }
        if (random.nextInt(8) == 0) {
            headers.put("user.operation", "replace");
        }
        if (random.nextInt(8) == 0) {
            headers.put("user.if-desired-version", "" + random.nextInt(5));
        }
        if (random.nextInt(2) == 0) {
            headers.put("user.measured-at", (seconds - random.nextInt(60)) + "000000");
        }
        if (random.nextInt(4) > 0) {
            headers.put("user.vector-clock", "a=" + random.nextInt(9) + ",b=" + random.nextInt(9));
        }
        if (random.nextInt(4) == 0) {
            headers.put(RecordHeaders.WRITER, "bulk");
            headers.put(RecordHeaders.REQUEST_ID, "r" + random.nextInt(6));
        }
        return headers;
    }

    private static String update(Random random) {
        String section = random.nextBoolean() ? "desired" : "reported";
        String value = random.nextInt(5) == 0 ? "null" : "" + random.nextInt(2);
        String inner = "{\"a" + random.nextInt(2) + "\":" + value + "}";
        String token =
                random.nextInt(4) == 0 ? ",\"clientToken\":\"" + random.nextInt(9) + "\"" : "";
        return "{\"state\":{\""
                + section
                + "\":"
                + (random.nextInt(3) == 0 ? "{\"o\":" + inner + "}" : inner)
                + "}"
                + token
                + "}";
    }
}
