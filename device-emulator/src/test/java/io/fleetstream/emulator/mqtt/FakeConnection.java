package io.fleetstream.emulator.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A broker under the test's control: it acknowledges, refuses and disappears when told to. */
final class FakeConnection implements DeviceConnection {
    final List<String> received = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    volatile int receiveMaximum = 10;
    final AtomicInteger connectFailures = new AtomicInteger();

    /** Whether messages are acknowledged at once. */
    volatile boolean acknowledging = true;

    private final Map<String, CompletableFuture<Void>> unacknowledged = new ConcurrentHashMap<>();
    private volatile Consumer<Throwable> lost;
    private volatile Consumer<InboundMessage> receiver;

    @Override
    public CompletionStage<Integer> connect(Consumer<Throwable> onLost) {
        if (connectFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            events.add("connect failed");
            return CompletableFuture.failedFuture(new IllegalStateException("nobody there"));
        }
        events.add("connected");
        lost = onLost;
        return CompletableFuture.completedFuture(receiveMaximum);
    }

    @Override
    public CompletionStage<Void> subscribe(
            List<String> filters, Consumer<InboundMessage> onReceived) {
        events.add("subscribed " + filters);
        receiver = onReceived;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> publish(OutboundMessage message) {
        String name = new String(message.payload(), StandardCharsets.UTF_8);
        received.add(name);
        if (acknowledging || message.retained()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> future = new CompletableFuture<>();
        unacknowledged.put(name, future);
        return future;
    }

    @Override
    public CompletionStage<Void> disconnect() {
        events.add("disconnected");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void abort() {
        events.add("aborted");
    }

    void deliver(String topic, String payload) {
        receiver.accept(new InboundMessage(topic, payload.getBytes(StandardCharsets.UTF_8)));
    }

    void acknowledge(String name) {
        unacknowledged.remove(name).complete(null);
    }

    void refuse(String name) {
        unacknowledged.remove(name).completeExceptionally(new PublishRefusedException(135));
    }

    /** The connection goes, and with it every acknowledgement that had not come. */
    void lose() {
        List<CompletableFuture<Void>> gone = new ArrayList<>(unacknowledged.values());
        unacknowledged.clear();
        lost.accept(new IllegalStateException("cable cut"));
        gone.forEach(f -> f.completeExceptionally(new IllegalStateException("cable cut")));
    }
}
