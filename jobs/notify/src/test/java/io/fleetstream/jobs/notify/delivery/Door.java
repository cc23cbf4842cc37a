package io.fleetstream.jobs.notify.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real service on this machine that answers as it is told to and writes down what it got. */
public final class Door implements AutoCloseable {
    /** What it does with a request. */
    @FunctionalInterface
    public interface Manner {
        /** Status; headers may be set. */
        int answer(int number, Call call, Map<String, String> headers);
    }

    /**
     * A request.
     *
     * @param headers by lower-case names
     * @param body as text
     */
    public record Call(Map<String, String> headers, String body) {
        /** Key that tells repeats. */
        public String id() {
            return headers.get("idempotency-key");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();

    /** Opens at a port, 0 for a free one. */
    public Door(int port, Manner manner) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, manner));
        server.start();
    }

    private void serve(HttpExchange exchange, Manner manner) throws IOException {
        try (exchange) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> received = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach(
                            (name, values) ->
                                    received.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            Call call = new Call(received, body);
            Map<String, String> headers = new HashMap<>();
            int status = manner.answer(numbers.getAndIncrement(), call, headers);
            calls.add(call);
            headers.forEach(exchange.getResponseHeaders()::set);
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** What it got, in the order of its answers. */
    public List<Call> calls() {
        return calls;
    }

    /** Most requests it had at once. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
