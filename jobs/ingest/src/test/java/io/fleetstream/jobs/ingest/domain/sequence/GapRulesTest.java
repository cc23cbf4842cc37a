package io.fleetstream.jobs.ingest.domain.sequence;

import static io.fleetstream.schemas.SequenceEventKind.FILL;
import static io.fleetstream.schemas.SequenceEventKind.GAP;
import static io.fleetstream.schemas.SequenceEventKind.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GapRulesTest {
    private static final long SEED = 815L;

    private DeviceHistory history = DeviceHistory.EMPTY;
    private final List<Finding> findings = new ArrayList<>();

    @Test
    void oneTwoFiveIsAGapOfThreeToFour() {
        send(1, 2, 5);
        assertThat(findings).containsExactly(new Finding(GAP, 3, 4));
    }

    @Test
    void aLateNumberFillsItsGap() {
        send(1, 2, 5, 3);
        assertThat(findings).containsExactly(new Finding(GAP, 3, 4), new Finding(FILL, 3, 3));
    }

    @Test
    void anotherBootIsAReset() {
        sendOf("a", 5, 5);
        sendOf("b", 1, 6);
        assertThat(findings).containsExactly(new Finding(RESET, 1, 5));
    }

    @Test
    void aNumberBelowTheFirstShowsWhatIsMissingInBetween() {
        send(10, 5);
        assertThat(findings).containsExactly(new Finding(GAP, 6, 9));
    }

    @Test
    void aRepeatTellsNothing() {
        send(1, 2, 5, 5, 2);
        assertThat(findings).hasSize(1);
    }

    @Test
    void anAbsurdStepIsNoGapUntilANumberStandsInBetween() {
        long far = GapRules.MOST_MISSING + 2;
        send(0, far);
        assertThat(findings).isEmpty();
        send(far - 2);
        assertThat(findings)
                .containsExactly(new Finding(GAP, 1, far - 3), new Finding(GAP, far - 1, far - 1));
    }

    @Test
    void theGreatestNumberThereIsOverflowsNothing() {
        send(0, Long.MAX_VALUE);
        assertThat(findings).isEmpty();
        send(1, Long.MAX_VALUE - 2);
        assertThat(findings)
                .containsExactly(new Finding(GAP, Long.MAX_VALUE - 1, Long.MAX_VALUE - 1));
    }

    @Test
    void everyOrderLeavesTheSameMissing() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            history = DeviceHistory.EMPTY;
            findings.clear();
            Set<Long> sent = new TreeSet<>();
            for (int i = 0; i < 100; i++) {
                sent.add((long) random.nextInt(150));
            }
            List<Long> received = new ArrayList<>(sent);
            received.addAll(received.subList(0, 10));
            Collections.shuffle(received, random);
            received.forEach(this::send);

            Set<Long> expected = new TreeSet<>();
            long first = sent.iterator().next();
            for (long n = first; n <= Collections.max(sent); n++) {
                expected.add(n);
            }
            expected.removeAll(sent);
            assertThat(missing()).as("seed %d, round %d", SEED, round).isEqualTo(expected);
        }
    }

    private Set<Long> missing() {
        Set<Long> missing = new TreeSet<>();
        for (Finding finding : findings) {
            for (long n = finding.from(); n <= finding.to(); n++) {
                boolean changed = finding.kind() == GAP ? missing.add(n) : missing.remove(n);
                assertThat(changed).as("%s tells something new", finding).isTrue();
            }
        }
        return missing;
    }

    private void send(long... numbers) {
        for (long number : numbers) {
            sendOf(null, number, Math.floorMod(number, 1L << 40));
        }
    }

    private void sendOf(String boot, long number, long second) {
        Filtered filtered =
                RepeatFilter.judge(
                        history,
                        new ParsedMessage(
                                "d1",
                                "o",
                                "s",
                                "t",
                                second * 1_000_000,
                                0,
                                0,
                                List.of(
                                        DeviceUnderTest.reading(
                                                number, second, boot, (double) number))));
        history = filtered.history();
        findings.addAll(filtered.findings().get(0));
    }
}
