package io.fleetstream.jobs.shadow.domain.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final int BITS = 13;
    private static final int KEYS = 1 << BITS;

    @Test
    void spreadsNamesThatCollideUnderTheHashOfStrings() {
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < KEYS; i++) {
            String name = colliding(i);
            assertThat(name.hashCode()).isEqualTo(colliding(0).hashCode());
            hashes.add(Text.of(name).hashCode());
        }
        // of random hashes, two or more in one run of a hundred
        assertThat(hashes).hasSizeGreaterThan(KEYS - 4);
    }

    @Test
    void findsEveryOneOfThem() {
        ObjectBuilder builder = new ObjectBuilder();
        for (int i = 0; i < KEYS; i++) {
            builder.put(Text.of(colliding(i)), new Leaf(Text.of("" + i), 0));
        }
        ObjectNode object = builder.build();
        assertThat(object.size()).isEqualTo(KEYS);
        for (int i = 0; i < KEYS; i++) {
            // in the order in which they were written, whatever their hashes are
            assertThat(object.key(i)).isEqualTo(Text.of(colliding(i)));
            assertThat(object.find(Text.of(colliding(i)), KEYS)).isEqualTo(i);
        }
    }

    @Test
    void equalTextsHaveEqualHashesWhereverTheyStand() {
        byte[] bytes = {0, 'a', 'b', 'a', 'b'};
        assertThat(new Text(bytes, 1, 2))
                .isEqualTo(new Text(bytes, 3, 2))
                .hasSameHashCodeAs(new Text(bytes, 3, 2));
    }

    /** One of as many names as there are bits, all with one hash. */
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < BITS; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
