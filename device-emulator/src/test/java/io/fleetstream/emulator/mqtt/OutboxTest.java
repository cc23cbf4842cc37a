package io.fleetstream.emulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(4);

    @Test
    void takesNoMoreThanItsCapacitySentOrNot() {
        assertThat(offer("a", "b", "c")).isTrue();
        Outbox.Entry sent = outbox.next();
        assertThat(offer("d")).isTrue();
        assertThat(offer("e")).isFalse();
        outbox.remove(sent);
        assertThat(offer("e")).isTrue();
        assertThat(outbox.size()).isEqualTo(4);
    }

    @Test
    void sendsInOrderAndEachOnce() {
        offer("a", "b", "c");
        assertThat(drain()).containsExactly("a", "b", "c");
        assertThat(outbox.next()).isNull();
        assertThat(outbox.inFlight()).isEqualTo(3);
    }

    @Test
    void sendsTheUnacknowledgedAgainInTheOldOrderBeforeTheRest() {
        offer("a", "b", "c", "d");
        outbox.next();
        Outbox.Entry second = outbox.next();
        outbox.next();
        outbox.remove(second);
        outbox.connectionLost();
        assertThat(outbox.inFlight()).isZero();
        assertThat(drain()).containsExactly("a", "c", "d");
    }

    @Test
    void countsTheAttemptsOfEachMessage() {
        offer("a");
        assertThat(outbox.next().attempts()).isEqualTo(1);
        outbox.connectionLost();
        assertThat(outbox.next().attempts()).isEqualTo(2);
    }

    @Test
    void acknowledgesAMessageOnce() {
        offer("a");
        Outbox.Entry entry = outbox.next();
        assertThat(outbox.remove(entry)).isTrue();
        assertThat(outbox.remove(entry)).isFalse();
        assertThat(outbox.size()).isZero();
    }

    private boolean offer(String... names) {
        boolean taken = true;
        for (String name : names) {
            byte[] payload = name.getBytes(StandardCharsets.UTF_8);
            taken &=
                    outbox.offer(
                            OutboundMessage.reading(
                                    "t", payload, 1, OptionalLong.empty(), () -> {}));
        }
        return taken;
    }

    private List<String> drain() {
        List<String> names = new ArrayList<>();
        for (Outbox.Entry entry = outbox.next(); entry != null; entry = outbox.next()) {
            names.add(new String(entry.message().payload(), StandardCharsets.UTF_8));
        }
        return names;
    }
}
