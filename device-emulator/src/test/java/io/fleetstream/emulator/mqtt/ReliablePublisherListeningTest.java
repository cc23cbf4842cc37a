package io.fleetstream.emulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A publisher whose owner listens as well. */
class ReliablePublisherListeningTest implements PublisherListener {
    private final FakeConnection broker = new FakeConnection();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final SerialExecutor serial = new SerialExecutor(scheduler, failures::add);
    private final ReliablePublisher publisher =
            new ReliablePublisher(
                    broker,
                    new PublisherSettings(
                            5, 100, new Backoff(Duration.ofMillis(2), Duration.ofMillis(10))),
                    scheduler,
                    serial,
                    new ConnectionCounters(),
                    this);

    @AfterEach
    void nothingHasFailed() {
        scheduler.shutdownNow();
        assertThat(failures).isEmpty();
    }

    @Test
    void subscribesAgainOnEveryConnectionAndBeforeItIsReady() {
        serial.execute(publisher::start);
        eventually(() -> assertThat(log).containsExactly("ready"));
        broker.lose();
        eventually(() -> assertThat(log).containsExactly("ready", "lost", "ready"));
        assertThat(broker.events)
                .containsExactly(
                        "connected",
                        "subscribed [to/me]",
                        "aborted",
                        "connected",
                        "subscribed [to/me]");
    }

    @Test
    void passesOnWhatArrives() {
        serial.execute(publisher::start);
        eventually(() -> assertThat(log).containsExactly("ready"));
        broker.deliver("to/me", "hello");
        eventually(() -> assertThat(log).containsExactly("ready", "to/me hello"));
    }

    @Test
    void whatADeadConnectionDeliversIsNotPassedOn() {
        serial.execute(publisher::start);
        eventually(() -> assertThat(log).containsExactly("ready"));
        serial.execute(publisher::suspend);
        eventually(() -> assertThat(log).containsExactly("ready", "lost"));
        broker.deliver("to/me", "from the grave");
        serial.execute(() -> log.add("after"));
        eventually(() -> assertThat(log).containsExactly("ready", "lost", "after"));
    }

    @Test
    void directMessagesPassTheOutboxByAndAreNeverSentAgain() {
        broker.acknowledging = false;
        broker.receiveMaximum = 6; // of which four are kept for direct messages
        serial.execute(publisher::start);
        eventually(() -> assertThat(log).containsExactly("ready"));
        serial.execute(
                () -> {
                    for (String text : List.of("a", "b", "c")) {
                        publisher.offer(message(text));
                    }
                    direct("urgent");
                });
        eventually(() -> assertThat(broker.received).containsExactly("online", "a", "b", "urgent"));
        broker.lose();
        eventually(() -> assertThat(log).contains("urgent failed"));
        eventually(
                () ->
                        assertThat(broker.received)
                                .containsExactly("online", "a", "b", "urgent", "online", "a", "b"));
        serial.execute(() -> direct("again"));
        eventually(() -> assertThat(broker.received).endsWith("again"));
        broker.acknowledge("again");
        eventually(() -> assertThat(log).contains("again sent"));
    }

    @Test
    void withoutAConnectionADirectMessageFailsAtOnce() {
        serial.execute(() -> direct("early"));
        eventually(() -> assertThat(log).containsExactly("early failed"));
        assertThat(broker.received).isEmpty();
    }

    private void direct(String text) {
        var unused =
                publisher
                        .direct(message(text))
                        .whenComplete(
                                (sent, failure) ->
                                        log.add(text + (failure == null ? " sent" : " failed")));
    }

    private static OutboundMessage message(String text) {
        return OutboundMessage.direct("from/me", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(assertion);
    }

    @Override
    public Optional<OutboundMessage> greeting() {
        return Optional.of(
                OutboundMessage.status("status", "online".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<OutboundMessage> farewell() {
        return Optional.empty();
    }

    @Override
    public List<String> subscriptions() {
        return List.of("to/me");
    }

    @Override
    public void received(InboundMessage message) {
        log.add(message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8));
    }

    @Override
    public void ready() {
        log.add("ready");
    }

    @Override
    public void lost() {
        log.add("lost");
    }
}
