package io.fleetstream.jobs.ingest.domain.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.state.HourRow;
import io.fleetstream.schemas.ReasonCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BooksRulesTest {
    private static final long SEED = 99L;
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;

    private final BooksRules rules = new BooksRules(MINUTE);
    private final Map<List<Long>, HourRow> published = new HashMap<>();
    private List<HourRow> hours = List.of();

    @Test
    void publishesAMinuteAfterAChangeAndAtTheEndOfTheHour() {
        add(10 * MINUTE, Tally.duplicate(false));
        add(10 * MINUTE + 1, Tally.duplicate(false));
        assertThat(BooksRules.dueAt(hours)).isEqualTo(11 * MINUTE);
        publish(11 * MINUTE);
        assertThat(published).hasSize(1);
        assertThat(BooksRules.dueAt(hours)).as("to be closed").isEqualTo(HOUR);
        add(HOUR - 1, Tally.duplicate(false));
        assertThat(BooksRules.dueAt(hours)).isEqualTo(HOUR);
        publish(HOUR);
        assertThat(hours).isEmpty();
        assertThat(published.get(List.of(0L, 0L)).duplicated()).isEqualTo(3);
    }

    @Test
    void publishesWithAMessageUnlessThatWasLessThanHalfAMinuteAgo() {
        add(10 * MINUTE, Tally.duplicate(false));
        assertThat(rules.dueWith(hours, 10 * MINUTE).duplicated()).isEqualTo(1);
        hours = rules.publishedWith(hours, 10 * MINUTE);
        assertThat(rules.dueWith(hours, 11 * MINUTE)).as("nothing has changed").isNull();

        add(10 * MINUTE + MINUTE / 2 - 1, Tally.duplicate(false));
        assertThat(rules.dueWith(hours, 10 * MINUTE + MINUTE / 2 - 1)).isNull();
        add(10 * MINUTE + MINUTE / 2, Tally.duplicate(false));
        assertThat(rules.dueWith(hours, 10 * MINUTE + MINUTE / 2).duplicated()).isEqualTo(3);
        assertThat(rules.dueWith(hours, 2 * HOUR)).as("of another hour").isNull();
        assertThat(BooksRules.dueAt(hours)).isEqualTo(11 * MINUTE + MINUTE / 2 - 1);
    }

    @Test
    void anHourStaysOpenWhileAMessageOfItWaits() {
        add(0, Tally.waiting());
        publish(2 * HOUR);
        assertThat(hours).hasSize(1);
        assertThat(BooksRules.dueAt(hours)).isEqualTo(Long.MAX_VALUE);
        hours = rules.with(hours, 0, 0, Tally.rejected(ReasonCode.UNKNOWN_DEVICE, true));
        publish(2 * HOUR);
        assertThat(hours).isEmpty();
        HourRow last = published.get(List.of(0L, 0L));
        assertThat(last.parked()).isZero();
        assertThat(last.rejected()).containsExactly(Map.entry("UNKNOWN_DEVICE", 1L));
    }

    @Test
    void whatComesAfterTheEndOpensAnotherPart() {
        add(1, Tally.duplicate(false));
        publish(HOUR);
        add(2, Tally.duplicate(false));
        publish(HOUR);
        publish(HOUR);
        assertThat(published.values()).extracting(HourRow::duplicated).containsExactly(1L, 1L);
    }

    @Test
    void balancesWhateverHappensAndStaysSmall() {
        Random random = new Random(SEED);
        long received = 0;
        for (int i = 0; i < 20_000; i++) {
            long arrival = (long) (i + random.nextInt(2_000)) * MINUTE / 7;
            add(
                    arrival,
                    switch (random.nextInt(3)) {
                        case 0 -> Tally.duplicate(false);
                        case 1 -> Tally.rejected(ReasonCode.NAN, false);
                        default -> new Tally(1, 1, 0, null, 0, 0, 3, 2, 1, 1);
                    });
            received++;
            if (random.nextInt(50) == 0) {
                publish(arrival);
            }
            assertThat(hours.size()).as("seed %d", SEED).isLessThanOrEqualTo(5);
        }
        publish(Long.MAX_VALUE - 1);
        assertThat(hours).isEmpty();
        long sum = 0;
        for (HourRow hour : published.values()) {
            long rejected =
                    hour.rejected() == null
                            ? 0
                            : hour.rejected().values().stream().mapToLong(n -> n).sum();
            assertThat(hour.received()).isEqualTo(hour.stored() + hour.duplicated() + rejected);
            sum += hour.received();
        }
        assertThat(sum).isEqualTo(received);
    }

    private long offset;

    private void add(long arrival, Tally tally) {
        hours = rules.with(hours, arrival, offset++, tally);
        for (HourRow hour : BooksRules.surplus(hours)) {
            put(hour);
        }
        List<HourRow> surplus = BooksRules.surplus(hours);
        hours = hours.stream().filter(hour -> !surplus.contains(hour)).toList();
    }

    private void publish(long now) {
        BooksRules.due(hours, now).forEach(this::put);
        hours = BooksRules.published(hours, now);
    }

    private void put(HourRow hour) {
        published.put(List.of(hour.hour(), hour.part()), hour);
    }
}
