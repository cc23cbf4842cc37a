package io.fleetstream.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetstream.bridge.config.HttpConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /health} as JSON, 200 or 503, and {@code /metrics} for Prometheus. */
public final class HttpEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "http"));
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Binds and serves.
     *
     * @throws IOException if the address cannot be bound
     */
    public HttpEndpoint(HttpConfig config, Supplier<Health> health, Supplier<String> metrics)
            throws IOException {
        server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        server.setExecutor(executor);
        server.createContext("/health", exchange -> health(exchange, health.get()));
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.get()));
        server.start();
    }

    /** The port that is bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void health(HttpExchange exchange, Health health) throws IOException {
        String body = json.writeValueAsString(health);
        answer(exchange, health.isUp() ? 200 : 503, "application/json", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
