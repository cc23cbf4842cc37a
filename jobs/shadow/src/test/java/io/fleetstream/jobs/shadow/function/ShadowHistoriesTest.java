package io.fleetstream.jobs.shadow.function;

import static io.fleetstream.jobs.shadow.function.ShadowHarness.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.ShadowDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Whole histories with snapshots, crashes and replays at random points. */
class ShadowHistoriesTest {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final int HISTORIES = Integer.getInteger("fleet.histories", 500);
    private static final int LENGTH = 60;
    private static final Duration STUCK_AFTER = Duration.ofSeconds(40);

    @Test
    void isTheSameAsSeenFromOutsideWithAndWithoutCrashes() throws Exception {
        System.out.println("seed " + SEED);
        for (int history = 0; history < HISTORIES; history++) {
            Random random = new Random(SEED + history);
            List<KafkaRecord> log = log(random);
            HarnessRun calm = run(log, null);
            HarnessRun wild = run(log, random);

            assertThat(new LinkedHashSet<>(wild.messages))
                    .as("history " + history)
                    .isEqualTo(new LinkedHashSet<>(calm.messages));
            assertThat(new LinkedHashSet<>(wild.documents))
                    .isEqualTo(new LinkedHashSet<>(calm.documents));
            assertThat(new LinkedHashSet<>(wild.events))
                    .isEqualTo(new LinkedHashSet<>(calm.events));
            assertThat(calm.documents).doesNotHaveDuplicates();
            neverTwoContentsAndNoGap(wild.documents);
        }
    }

    private static void neverTwoContentsAndNoGap(List<ShadowDocument> documents) {
        Map<String, TreeMap<Long, ShadowDocument>> versions = new TreeMap<>();
        for (ShadowDocument document : documents) {
            Instant created = document.getCreatedAt();
            ShadowDocument known =
                    versions.computeIfAbsent(
                                    document.getDeviceId()
                                            + "/"
                                            + document.getShadowName()
                                            + "@"
                                            + created,
                                    key -> new TreeMap<>())
                            .putIfAbsent(document.getVersion(), document);
            assertThat(known == null || known.equals(document)).isTrue();
        }
        versions.values()
                .forEach(
                        all -> {
                            assertThat(all.firstKey()).isEqualTo(1);
                            assertThat(all.lastKey()).isEqualTo(all.size());
                        });
    }

    /** Processes the log; with a source of chance, with snapshots and crashes. */
    private static HarnessRun run(List<KafkaRecord> log, Random chance) throws Exception {
        HarnessRun run = new HarnessRun();
        ShadowHarness job = new ShadowHarness(STUCK_AFTER, null);
        OperatorSubtaskState saved = null;
        int savedAt = 0;
        int crashes = 0;
        for (int i = 0; i < log.size(); i++) {
            job.process(log.get(i));
            if (chance != null) {
                if (chance.nextInt(6) == 0) {
                    job.watermark(log.get(i).offset());
                }
                if (chance.nextInt(10) == 0) {
                    saved = job.snapshot(i + 1);
                    savedAt = i + 1;
                } else if (chance.nextInt(15) == 0 && crashes++ < 6) {
                    run.take(job);
                    job.close();
                    job = new ShadowHarness(STUCK_AFTER, saved);
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

    private static List<KafkaRecord> log(Random random) {
        List<KafkaRecord> log = new ArrayList<>();
        long seconds = 1_700_000_000L;
        for (int i = 0; i < LENGTH; i++) {
            seconds += random.nextInt(50) == 0 ? 172_800 : 1 + random.nextInt(30);
            String shadow = random.nextInt(3) == 0 ? "name/n/" : "";
            String operation =
                    random.nextInt(12) == 0 ? "delete" : random.nextInt(8) == 0 ? "get" : "update";
            log.add(
                    request(
                            "d" + random.nextInt(3),
                            shadow + operation,
                            operation.equals("update") ? update(random) : "",
                            seconds));
        }
        return log;
    }

    private static String update(Random random) {
        String section = random.nextBoolean() ? "desired" : "reported";
        String value = random.nextInt(5) == 0 ? "null" : "" + random.nextInt(2);
        String version = random.nextInt(6) == 0 ? ",\"version\":" + random.nextInt(5) : "";
        return "{\"state\":{\""
                + section
                + "\":{\"a"
                + random.nextInt(2)
                + "\":"
                + value
                + "}}"
                + version
                + "}";
    }
}
