package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowBatchTest {
    private final RowBatch<Sample> batch = new RowBatch<>(Sample.table("t"));

    @Test
    void ordersRowsByTimeThenByTheRestOfTheKey() {
        List<Sample> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            // noon is 26 years after PostgreSQL's zero, the epoch 30 before
            rows.add(
                    new Sample(Instant.EPOCH.plusSeconds(i % 50 * 40_000_000L), "d" + i, i, "", 0));
        }
        Collections.shuffle(rows, new Random(17));
        rows.forEach(batch::add);

        List<Sample> ordered = rows(batch.byKey());

        assertThat(ordered).hasSize(500).isSortedAccordingTo(Comparator.comparing(Sample::time));
        Collections.shuffle(rows, new Random(18));
        RowBatch<Sample> other = new RowBatch<>(Sample.table("t"));
        rows.forEach(other::add);
        assertThat(rows(other.byKey())).isEqualTo(ordered);
    }

    @Test
    void keepsTheLastRowOfAKey() {
        batch.add(Sample.at(1, "a").value(1));
        batch.add(Sample.at(2, "a"));
        batch.add(Sample.at(1, "a").value(3));
        batch.add(Sample.at(1, "b"));

        assertThat(rows(batch.byKey()))
                .containsExactly(Sample.at(1, "a").value(3), Sample.at(1, "b"), Sample.at(2, "a"));
    }

    @Test
    void keepsTheHighestRevisionOfAKeyAndOfEqualOnesTheLast() {
        RowBatch<Sample> revised = new RowBatch<>(Sample.revised("t"));
        revised.add(Sample.at(1, "a").revision(1));
        revised.add(Sample.at(1, "a").revision(2).value(7));
        revised.add(Sample.at(1, "a").revision(2).value(8));
        revised.add(Sample.at(1, "a").revision(0));

        assertThat(rows(revised.byKey())).containsExactly(Sample.at(1, "a").revision(2).value(8));
    }

    @Test
    void letsTheSecondNumberDecideBetweenRowsOfEqualRank() {
        Table<Sample> table =
                Table.<Sample>named("t")
                        .text("device", Sample::device)
                        .endOfKey()
                        .number("value", Sample::value)
                        .keeping(
                                (fresh, old) -> "true",
                                row -> row.time().toEpochMilli(),
                                row -> (long) row.value())
                        .build();
        RowBatch<Sample> batch = new RowBatch<>(table);
        batch.add(Sample.at(2_000, "a").value(5));
        batch.add(Sample.at(2_000, "a").value(6));
        batch.add(Sample.at(2_000, "a").value(4));
        batch.add(Sample.at(1_000, "a").value(9));

        assertThat(rows(batch.byKey())).containsExactly(Sample.at(2_000, "a").value(6));
    }

    @Test
    void staysAsItWasWhenARowCannotBeEncoded() {
        batch.add(Sample.at(1, "a"));
        int bytes = batch.bytes();

        assertThatThrownBy(() -> batch.add(new Sample(Instant.MAX, "b", 0, "", 0)))
                .isInstanceOfSatisfying(
                        UnencodableValueException.class,
                        e ->
                                assertThat(e.rejection("t"))
                                        .isEqualTo(new Rejection("22008", "t", "time", null)));
        assertThatThrownBy(() -> batch.add(Sample.at(2, null)))
                .isInstanceOfSatisfying(
                        UnencodableValueException.class,
                        e ->
                                assertThat(e.rejection("t"))
                                        .isEqualTo(new Rejection("22004", "t", "device", null)));

        assertThat(batch.bytes()).isEqualTo(bytes);
        assertThat(batch.size()).isOne();
    }

    @Test
    void mayBeFilledAgain() {
        batch.add(Sample.at(1, "a"));
        batch.clear();
        assertThat(batch.isEmpty()).isTrue();

        batch.add(Sample.at(2, "b"));

        assertThat(rows(batch.byKey())).containsExactly(Sample.at(2, "b"));
    }

    private static List<Sample> rows(KeyedRows<Sample> keyed) {
        return IntStream.range(0, keyed.size()).mapToObj(i -> keyed.get(i).row()).toList();
    }
}
