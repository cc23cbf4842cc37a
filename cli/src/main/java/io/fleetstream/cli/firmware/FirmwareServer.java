package io.fleetstream.cli.firmware;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetstream.schemas.firmware.ArtifactKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Gives images to devices by HTTP, under {@code /firmware/}; answers until it is closed. With a key
 * it gives them only to whoever has an address that the job rollout has issued, and says to others
 * why not (403). Whether an image exists it tells nobody else.
 */
public final class FirmwareServer implements AutoCloseable {
    private static final String ROOT = "/firmware/";

    /** Devices that are served at once; a slow one holds up no more than its own thread. */
    private static final int THREADS = 64;

    static {
        // Read when the first server of this JVM is made, in seconds: whoever does not finish a
        // request, or takes longer than an address is good for, gives its thread back.
        setUnlessGiven("sun.net.httpserver.maxReqTime", "30");
        setUnlessGiven("sun.net.httpserver.maxRspTime", "3600");
    }

    /** Devices that may wait to be heard: those of a stage come all at once. */
    private static final int BACKLOG = 1024;

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int BAD_METHOD = 405;

    private final FirmwareShelf shelf;
    private final Optional<ArtifactKey> key;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /**
     * Begins to answer.
     *
     * @param key of addresses; empty to ask for none
     * @param clock by which addresses expire
     * @param port 0 for any that is free
     */
    public FirmwareServer(
            FirmwareShelf shelf, Optional<ArtifactKey> key, Clock clock, String host, int port)
            throws IOException {
        this.shelf = shelf;
        this.key = key;
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        server.createContext(ROOT, this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** What stands before the name of an image. */
    public String url() {
        InetSocketAddress at = server.getAddress();
        return "http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + ROOT;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(ROOT.length());
            String refusal = refusal(name, exchange.getRequestURI().getRawQuery());
            Path file = shelf.find(name);
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(BAD_METHOD, -1);
            } else if (!refusal.isEmpty()) {
                refuse(exchange, refusal);
            } else if (file == null) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
                exchange.sendResponseHeaders(OK, Files.size(file));
                try (InputStream image = Files.newInputStream(file)) {
                    image.transferTo(exchange.getResponseBody());
                }
            }
        }
    }

    private String refusal(String name, String query) {
        return key.isEmpty() ? "" : key.get().refusal(name, query, clock.instant());
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void refuse(HttpExchange exchange, String reason) throws IOException {
        byte[] text = (reason + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(FORBIDDEN, text.length);
        exchange.getResponseBody().write(text);
    }
}
