package io.fleetstream.jobs.shadow.domain.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeCodecTest {
    private static final long SEED = 20_261_121;
    private static final long NOW = 1_767_225_600;
    private static final long YEAR = 365L * 24 * 3600;
    private static final int TREES = 2_000;
    private static final int MOST_LEVELS = 4;

    @Test
    void whatIsReadSaysWhatWasWrittenDecodedOrNot() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < TREES; i++) {
            ObjectNode tree = object(random, 0);

            ObjectNode encoded = again(tree, NOW);
            assertThat(encoded.isOnlyEncoded()).isTrue();
            assertThat(text(encoded)).isEqualTo(text(tree));
            assertThat(encoded.encoded().jsonSize()).isEqualTo(tree.jsonSize());

            ObjectNode decoded = again(tree, NOW);
            touch(decoded);
            assertThat(text(decoded)).isEqualTo(text(tree));
            assertThat(Values.same(tree, decoded)).isTrue();
        }
    }

    @Test
    void partsThatNobodyTouchedKeepTheirStampsThroughManyWrites() {
        Random random = new Random(SEED);
        for (int i = 0; i < TREES; i++) {
            ObjectNode tree = object(random, 0);
            ObjectNode kept = tree;
            long now = NOW;
            for (int writes = 0; writes < 5; writes++) {
                // sooner or later the base is too far away, and all is written anew
                now += (long) (random.nextDouble() * YEAR / 20);
                if (random.nextBoolean() && kept.size() > 0) {
                    kept.value(random.nextInt(kept.size()));
                }
                kept = again(kept, now);
            }

            assertThat(text(kept)).isEqualTo(text(tree));
        }
    }

    @Test
    void spellingTellsEqualObjectsOnly() {
        Random random = new Random(SEED);
        for (int i = 0; i < TREES; i++) {
            ObjectNode tree = object(random, 0);
            ObjectNode other = random.nextBoolean() ? tree : object(random, 0);
            boolean same = again(tree, NOW).encoded().spellsTheSame(again(other, NOW).encoded());

            assertThat(same).isEqualTo(state(tree).equals(state(other)));
        }
    }

    private static ObjectNode again(ObjectNode tree, long now) {
        BinaryOut out = new BinaryOut();
        TreeCodec.write(out, tree, now);
        return TreeCodec.read(new BinaryIn(out.toBytes(), 0), tree.jsonSize());
    }

    private static void touch(ObjectNode object) {
        for (int i = 0; i < object.size(); i++) {
            if (object.value(i) instanceof ObjectNode inner) {
                touch(inner);
            }
        }
    }

    private static String text(ObjectNode tree) {
        JsonOut out = new JsonOut();
        tree.writeState(out);
        tree.writeMetadata(out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static String state(ObjectNode tree) {
        JsonOut out = new JsonOut();
        tree.writeState(out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static ObjectNode object(Random random, int level) {
        ObjectBuilder builder = new ObjectBuilder();
        int members = random.nextInt(level == 0 ? 20 : 6);
        for (int i = 0; i < members; i++) {
            builder.put(Text.of("k" + random.nextInt(40)), value(random, level + 1));
        }
        return builder.build();
    }

    private static Node value(Random random, int level) {
        int kind = level >= MOST_LEVELS ? 9 : random.nextInt(10);
        long stamp = NOW - (long) (random.nextDouble() * random.nextInt(3) * YEAR);
        if (kind < 3) {
            return object(random, level);
        }
        if (kind < 5) {
            Node[] elements = new Node[random.nextInt(4)];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = element(random, stamp);
            }
            return new ArrayNode(elements, stamp);
        }
        return new Leaf(scalar(random), stamp);
    }

    /** Of an array: all in it has the array's stamp. */
    private static Node element(Random random, long stamp) {
        if (random.nextInt(4) > 0) {
            return new Leaf(scalar(random), stamp);
        }
        ObjectBuilder builder = new ObjectBuilder();
        builder.put(Text.of("e"), new Leaf(scalar(random), stamp));
        return builder.build();
    }

    private static Text scalar(Random random) {
        return Text.of(
                switch (random.nextInt(3)) {
                    case 0 -> Integer.toString(random.nextInt());
                    case 1 -> "true";
                    default -> "\"" + "s".repeat(random.nextInt(40)) + "\"";
                });
    }
}
