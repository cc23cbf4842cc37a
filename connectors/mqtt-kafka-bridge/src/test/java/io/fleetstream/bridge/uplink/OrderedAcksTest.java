package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.bridge.mqtt.InboundMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedAcksTest {
    private final List<Integer> acknowledged = new ArrayList<>();
    private final OrderedAcks acks = new OrderedAcks(m -> acknowledged.add(m.packetId()));

    @Test
    void waitsForTheFirst() {
        OrderedAcks.Slot first = acks.add(message(1));
        OrderedAcks.Slot second = acks.add(message(2));

        assertThat(acks.done(second)).isFalse();
        assertThat(acknowledged).isEmpty();
        assertThat(acks.done(first)).isTrue();
        assertThat(acknowledged).containsExactly(1, 2);
    }

    @Test
    void acknowledgesInOrderOfArrivalWhateverTheOrderOfKafka() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<OrderedAcks.Slot> slots = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            slots.add(acks.add(message(i)));
        }
        Collections.shuffle(slots, new Random(seed));

        slots.forEach(acks::done);

        assertThat(acks.isEmpty()).isTrue();
        assertThat(acknowledged).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    private static InboundMessage message(int packetId) {
        return new InboundMessage("t", new byte[0], 1, packetId, null, List.of());
    }
}
