package io.fleetstream.emulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReliablePublisherTest implements PublisherListener {
    private final FakeConnection broker = new FakeConnection();
    private final ConnectionCounters counters = new ConnectionCounters();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final SerialExecutor serial = new SerialExecutor(scheduler, failures::add);
    private final ReliablePublisher publisher =
            new ReliablePublisher(
                    broker,
                    new PublisherSettings(
                            5, 3, new Backoff(Duration.ofMillis(2), Duration.ofMillis(10))),
                    scheduler,
                    serial,
                    counters,
                    this);

    @AfterEach
    void nothingHasFailed() {
        scheduler.shutdownNow();
        assertThat(failures).isEmpty();
    }

    @Test
    void greetsThenPublishesInOrderThenSaysGoodbye() {
        start();
        offer("a", "b", "c");
        finish();
        assertThat(broker.received).containsExactly("online", "a", "b", "c", "offline");
        assertThat(broker.events).containsExactly("connected", "disconnected");
        assertThat(acknowledged).containsExactly("a", "b", "c");
        assertThat(counters.acknowledged()).isEqualTo(3);
        assertThat(counters.statuses()).isEqualTo(2);
        assertThat(counters.connected()).isZero();
    }

    @Test
    void nothingCountsAsPublishedBeforeItsAcknowledgement() {
        broker.acknowledging = false;
        start();
        offer("a", "b");
        eventually(() -> assertThat(broker.received).containsExactly("online", "a", "b"));
        assertThat(counters.acknowledged()).isZero();
        assertThat(counters.outbox()).isEqualTo(2);
        broker.acknowledge("b");
        eventually(() -> assertThat(acknowledged).containsExactly("b"));
        broker.acknowledge("a");
        eventually(() -> assertThat(counters.acknowledged()).isEqualTo(2));
        assertThat(counters.outbox()).isZero();
    }

    @Test
    void neverHasMoreInFlightThanAllowed() {
        broker.acknowledging = false;
        start();
        offer("a", "b", "c", "d", "e");
        eventually(() -> assertThat(broker.received).containsExactly("online", "a", "b", "c"));
        assertThat(offer("f")).as("the outbox is full").isFalse();
        broker.acknowledge("a");
        eventually(() -> assertThat(broker.received).endsWith("d"));
        assertThat(offer("f")).isTrue();
    }

    @Test
    void theBrokerMayAllowLess() {
        broker.acknowledging = false;
        broker.receiveMaximum = 1;
        start();
        offer("a", "b");
        eventually(() -> assertThat(broker.received).containsExactly("online", "a"));
        broker.acknowledge("a");
        eventually(() -> assertThat(broker.received).endsWith("b"));
    }

    @Test
    void sendsTheUnacknowledgedAgainAfterALostConnection() {
        broker.acknowledging = false;
        start();
        offer("a", "b", "c", "d");
        eventually(() -> assertThat(broker.received).hasSize(4));
        broker.acknowledge("b");
        eventually(() -> assertThat(acknowledged).containsExactly("b"));
        broker.connectFailures.set(3);
        broker.acknowledging = true;
        broker.lose();
        eventually(() -> assertThat(acknowledged).containsExactly("b", "a", "c", "d"));
        assertThat(broker.received)
                .containsExactly("online", "a", "b", "c", "d", "online", "a", "c", "d");
        assertThat(counters.acknowledged()).isEqualTo(4);
        // d was still on its way when the cable was cut
        assertThat(counters.redeliveries()).isEqualTo(3);
        assertThat(counters.reconnects()).isEqualTo(1);
        assertThat(counters.failedConnects()).isEqualTo(3);
    }

    @Test
    void aRefusedMessageIsCountedAndNotSentAgain() {
        broker.acknowledging = false;
        start();
        offer("a", "b");
        eventually(() -> assertThat(broker.received).hasSize(3));
        broker.refuse("a");
        broker.acknowledge("b");
        finish();
        assertThat(counters.refused()).isEqualTo(1);
        assertThat(acknowledged).containsExactly("b");
        assertThat(broker.events).containsExactly("connected", "disconnected");
    }

    @Test
    void waitsForTheBrokerToAppear() {
        broker.connectFailures.set(5);
        offer("a");
        start();
        finish();
        assertThat(acknowledged).containsExactly("a");
        assertThat(counters.failedConnects()).isEqualTo(5);
        assertThat(counters.lastFailure()).contains("nobody there");
        assertThat(counters.reconnects()).isZero();
    }

    @Test
    void aSuspendedPublisherStaysAwayAndSendsEverythingAfterwards() {
        broker.acknowledging = false;
        start();
        offer("a", "b");
        eventually(() -> assertThat(broker.received).hasSize(3));
        broker.acknowledge("a");
        eventually(() -> assertThat(acknowledged).containsExactly("a"));
        serial.execute(publisher::suspend);
        offer("c");
        eventually(() -> assertThat(broker.events).endsWith("aborted"));
        assertThat(counters.connected()).isZero();
        assertThat(broker.received).containsExactly("online", "a", "b");
        broker.acknowledging = true;
        serial.execute(publisher::resume);
        serial.execute(publisher::resume);
        serial.execute(publisher::start);
        finish();
        assertThat(broker.received)
                .containsExactly("online", "a", "b", "online", "b", "c", "offline");
        assertThat(counters.reconnects()).isEqualTo(1);
        assertThat(counters.redeliveries()).isEqualTo(1);
    }

    @Test
    void messagesAreToldWhatBecomesOfThem() {
        broker.acknowledging = false;
        start();
        List<String> fates = new CopyOnWriteArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            serial.execute(() -> publisher.offer(followed(name, fates)));
        }
        eventually(() -> assertThat(fates).containsExactly("a sent", "b sent", "c sent"));
        broker.refuse("a");
        broker.acknowledge("b");
        eventually(() -> assertThat(fates).contains("a refused", "b acknowledged", "e sent"));
        broker.lose();
        eventually(() -> assertThat(fates).contains("c again", "d again", "e again"));
        fates.clear();
        offer("f");
        CompletableFuture<Integer> left = CompletableFuture.supplyAsync(publisher::abandon, serial);
        assertThat(left.orTimeout(1, TimeUnit.MINUTES).join()).isEqualTo(4);
        assertThat(fates).containsExactly("c lost true", "d lost true", "e lost true");
    }

    @Test
    void abandoningReturnsWhatWasLeft() {
        broker.acknowledging = false;
        start();
        offer("a", "b", "c", "d");
        CompletableFuture<Integer> left = CompletableFuture.supplyAsync(publisher::abandon, serial);
        assertThat(left.orTimeout(1, TimeUnit.MINUTES).join()).isEqualTo(4);
        assertThat(counters.outbox()).isZero();
        assertThat(broker.events).endsWith("aborted");
    }

    @Override
    public Optional<OutboundMessage> greeting() {
        return Optional.of(status("online"));
    }

    @Override
    public Optional<OutboundMessage> farewell() {
        return Optional.of(status("offline"));
    }

    private void start() {
        serial.execute(publisher::start);
    }

    private boolean offer(String... names) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            boolean taken = true;
                            for (String name : names) {
                                taken &= publisher.offer(reading(name));
                            }
                            return taken;
                        },
                        serial)
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private void finish() {
        CompletableFuture.supplyAsync(publisher::finish, serial)
                .thenCompose(done -> done)
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    private OutboundMessage reading(String name) {
        return OutboundMessage.reading(
                "t",
                name.getBytes(StandardCharsets.UTF_8),
                1,
                OptionalLong.empty(),
                () -> acknowledged.add(name));
    }

    private static OutboundMessage followed(String name, List<String> fates) {
        Delivery delivery =
                new Delivery() {
                    @Override
                    public void sent() {
                        fates.add(name + " sent");
                    }

                    @Override
                    public void redelivered() {
                        fates.add(name + " again");
                    }

                    @Override
                    public void acknowledged() {
                        fates.add(name + " acknowledged");
                    }

                    @Override
                    public void refused() {
                        fates.add(name + " refused");
                    }

                    @Override
                    public void abandoned(boolean sent) {
                        fates.add(name + " lost " + sent);
                    }
                };
        return OutboundMessage.reading(
                "t", name.getBytes(StandardCharsets.UTF_8), 1, OptionalLong.empty(), delivery);
    }

    private static OutboundMessage status(String name) {
        return OutboundMessage.status("s", name.getBytes(StandardCharsets.UTF_8));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(assertion);
    }
}
