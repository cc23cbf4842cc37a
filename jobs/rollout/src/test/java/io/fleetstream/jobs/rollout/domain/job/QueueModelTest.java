package io.fleetstream.jobs.rollout.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories beside the oracle; what must hold of every step is checked at every step. */
class QueueModelTest {
    private static final long SEED = 20_261_121;
    private static final int HISTORIES = 300;
    private static final int STEPS = 60;
    private static final int RETRIES = 3;
    private static final String[] STATUSES = {"IN_PROGRESS", "SUCCEEDED", "FAILED", "REJECTED"};

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    void doesWhatTheOracleDoes(long pause) {
        System.out.println("seed " + SEED);
        for (int history = 0; history < HISTORIES; history++) {
            new History(new Random(SEED + history), pause).run("history " + history);
        }
    }

    /** One device's life. */
    private static final class History {
        private final Random random;
        private final long pause;
        private final QueueOracle oracle;
        private final DeviceQueue device =
                new DeviceQueue(
                        new JobLimits(1 << 17, 64, 10, 32_768, 1000, 10_000), Unverified.DEFAULT);
        private final Map<String, Long> versions = new HashMap<>();
        private List<String> members = List.of();
        private String head = "";
        private long now = 1;

        History(Random random, long pause) {
            this.random = random;
            this.pause = pause;
            this.oracle = new QueueOracle(pause);
        }

        void run(String name) {
            for (int step = 0; step < STEPS; step++) {
                now += random.nextInt(20);
                oracle.advance(now);
                act("job" + random.nextInt(4));
                check(name + ", step " + step);
            }
        }

        private void act(String job) {
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    int weight = random.nextBoolean() ? 500 : 800;
                    long timeout = random.nextBoolean() ? 0 : 1 + random.nextInt(60);
                    oracle.queue(job, weight, timeout, RETRIES, now);
                    device.effect(
                            now,
                            DeviceQueue.queued(
                                    job,
                                    timeout,
                                    new Retries(RETRIES, FailureType.ALL, pause * 1_000_000),
                                    weight));
                }
                case 2 -> {
                    oracle.startNext(now);
                    device.call(now, "start-next", "{}");
                    assertThat(device.last().error()).isNull();
                }
                case 3, 4, 5 -> update(job);
                case 6 -> {
                    boolean remove = random.nextInt(3) == 0;
                    oracle.end(remove ? "remove" : "cancel", job, now);
                    device.effect(
                            now, remove ? new Effect.Remove(job) : new Effect.Cancel(job, false));
                }
                default -> device.tick(now);
            }
        }

        private void update(String job) {
            String status = STATUSES[random.nextInt(STATUSES.length)];
            Long expected = random.nextInt(4) == 0 ? (Long) (long) random.nextInt(4) : null;
            Long minutes =
                    random.nextInt(3) == 0 ? (Long) (random.nextInt(3) == 0 ? -1L : 1L) : null;
            boolean allowed =
                    oracle.update(
                            job,
                            status,
                            expected,
                            minutes == null ? null : minutes < 0 ? minutes : (Long) (minutes * 60),
                            now);
            device.call(
                    now,
                    job + "/update",
                    "{'status':'"
                            + status
                            + "','expectedVersion':"
                            + expected
                            + ",'stepTimeoutInMinutes':"
                            + minutes
                            + "}");
            assertThat(device.last().error() == null).isEqualTo(allowed);
        }

        private void check(String step) {
            assertThat(all()).as(step).isEqualTo(oracle.all());
            for (Change change : device.last().changes()) {
                Execution execution = change.execution();
                String key = execution.jobId() + "#" + execution.number();
                long before = versions.getOrDefault(key, -1L);
                assertThat(execution.version())
                        .as(step + " " + key)
                        .isEqualTo(
                                before < 0
                                        ? (execution.status() == ExecutionStatus.WAITING ? 0 : 1)
                                        : before + 1);
                versions.put(key, execution.version());
            }
            checkPushes(step);
        }

        /** The last push of each kind tells what there is, and there is one if that is new. */
        private void checkPushes(String step) {
            List<QueueOracle.Try> pending = oracle.pending();
            List<String> now = pending.stream().map(t -> t.job + "#" + t.number).sorted().toList();
            String next = pending.isEmpty() ? "" : pending.get(0).job + "#" + pending.get(0).number;
            List<JsonNode> lists = pushes("notify");
            List<JsonNode> heads = pushes("notify-next");
            assertThat(lists.isEmpty() && !now.equals(members)).as(step + " notify").isFalse();
            assertThat(heads.isEmpty() && !next.equals(head)).as(step + " next").isFalse();
            // once for what timers did, once for the record
            assertThat(lists.size()).as(step).isLessThanOrEqualTo(2);
            if (!lists.isEmpty()) {
                JsonNode last = lists.get(lists.size() - 1).get("jobs");
                assertThat(last.findValues("jobId")).as(step).hasSize(Math.min(10, now.size()));
            }
            if (!heads.isEmpty()) {
                JsonNode execution = heads.get(heads.size() - 1).path("execution");
                String told =
                        execution.isMissingNode()
                                ? ""
                                : execution.get("jobId").asText()
                                        + "#"
                                        + execution.get("executionNumber").asInt();
                assertThat(told).as(step).isEqualTo(next);
                if (heads.size() == 1 && lists.size() <= 1) {
                    assertThat(next).as(step).isNotEqualTo(head);
                }
            }
            members = now;
            head = next;
        }

        private List<JsonNode> pushes(String topic) {
            List<JsonNode> pushes = new ArrayList<>();
            for (Message message : device.last().messages()) {
                if (message.topic().equals(DeviceQueue.ROOT + topic)) {
                    pushes.add(DeviceQueue.json(message.payload()));
                }
            }
            return pushes;
        }

        private List<String> all() {
            return QueueCodec.of(device.stored()).all().stream()
                    .map(e -> e.jobId() + "#" + e.number() + " " + e.status() + " v" + e.version())
                    .sorted()
                    .toList();
        }
    }
}
