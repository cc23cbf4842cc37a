package io.fleetstream.jobs.aggregate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameIndexTest {
    private static final int MANY = 5_000;

    private final NameIndex index = new NameIndex();
    private final List<String> names = new ArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void findsEveryNameHoweverManyThereAre() {
        for (int i = 0; i < MANY; i++) {
            String name = "m" + i;
            assertThat(find(name)).isEqualTo(names.size());
            names.add(name);
            assertThat(find("m" + i / 2)).isEqualTo(i / 2);
        }
    }

    @Test
    void looksAtFewOfMany() {
        for (int i = 0; i < MANY; i++) {
            find("m" + i);
            names.add("m" + i);
        }

        assertThat(looks.get()).isLessThan(MANY * 3 + NameIndex.FEW * NameIndex.FEW);
    }

    @Test
    void findsNamesThatStandElsewhereNow() {
        for (int i = 0; i < 2 * NameIndex.FEW; i++) {
            names.add("m" + i);
        }
        assertThat(find("m40")).isEqualTo(40);

        names.remove(0);
        index.forget();

        assertThat(find("m40")).isEqualTo(39);
        assertThat(find("m0")).isEqualTo(names.size());
    }

    private int find(String name) {
        return index.find(
                name,
                0,
                names.size(),
                i -> {
                    looks.incrementAndGet();
                    return names.get(i);
                });
    }
}
