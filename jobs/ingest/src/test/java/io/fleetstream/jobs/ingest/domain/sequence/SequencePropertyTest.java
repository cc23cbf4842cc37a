package io.fleetstream.jobs.ingest.domain.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequencePropertyTest {
    private static final long SEED = 4_711L;
    private static final int ROUNDS = 500;

    /** A reading as it was first published; {@code id} is what must be stored exactly once. */
    private record Sent(int id, String bootId, long sequence, long time) {}

    @Test
    void everyOrderWithRepeatsStoresEachReadingOnce() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            List<Sent> sent = session(random, 0, null, random.nextInt(100), 200);
            List<Sent> received = repeated(random, sent);
            Collections.shuffle(received, random);
            assertStoredOnce(received, sent.size(), round);
        }
    }

    @Test
    void everyOrderAcrossBootsStoresEachReadingOnce() {
        Random random = new Random(SEED + 1);
        for (int round = 0; round < ROUNDS; round++) {
            List<Sent> sent = new ArrayList<>();
            for (int boot = 0; boot < 4; boot++) {
                sent.addAll(session(random, sent.size(), "b" + boot, boot * 1_000L, 30));
            }
            List<Sent> received = repeated(random, sent);
            Collections.shuffle(received, random);
            assertStoredOnce(received, sent.size(), round);
        }
    }

    @Test
    void resetsWithoutABootIdAndLateRepeatsStoreEachReadingOnce() {
        Random random = new Random(SEED + 2);
        for (int round = 0; round < ROUNDS; round++) {
            List<Sent> sent = new ArrayList<>();
            for (int session = 0; session < 4; session++) {
                sent.addAll(session(random, sent.size(), null, session * 10_000L, 60));
            }
            List<Sent> received = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                received.add(sent.get(i));
                while (random.nextInt(3) == 0) {
                    received.add(sent.get(random.nextInt(i + 1)));
                }
            }
            assertStoredOnce(received, sent.size(), round);
        }
    }

    /** Counts up from zero with gaps, the time growing with the number. */
    private static List<Sent> session(
            Random random, int firstId, String bootId, long start, int readings) {
        List<Sent> sent = new ArrayList<>();
        long sequence = 0;
        for (int i = 0; i < readings; i++) {
            sent.add(new Sent(firstId + i, bootId, sequence, start + 10 * sequence));
            sequence += random.nextInt(10) == 0 ? 1 + random.nextInt(5) : 1;
        }
        return sent;
    }

    private static List<Sent> repeated(Random random, List<Sent> sent) {
        List<Sent> received = new ArrayList<>(sent);
        for (Sent one : sent) {
            if (random.nextInt(4) == 0) {
                received.add(one);
            }
        }
        return received;
    }

    private static void assertStoredOnce(List<Sent> received, int sent, int round) {
        DeviceUnderTest device = new DeviceUnderTest();
        Set<Integer> stored = new HashSet<>();
        for (Sent one : received) {
            Verdict verdict = device.sends(one.bootId(), one.sequence(), one.time(), one.id());
            boolean isNew = !stored.contains(one.id());
            assertThat(verdict.accepted())
                    .as("seed %d, round %d, %s", SEED, round, one)
                    .isEqualTo(isNew);
            stored.add(one.id());
        }
        assertThat(stored).hasSize(sent);
    }
}
