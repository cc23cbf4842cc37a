package io.fleetstream.cli.firmware;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives images to devices by HTTP, under {@code /firmware/}; answers until it is closed. */
public final class FirmwareServer implements AutoCloseable {
    private static final String ROOT = "/firmware/";
    private static final int THREADS = 4;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int BAD_METHOD = 405;

    private final FirmwareShelf shelf;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /**
     * Begins to answer.
     *
     * @param port 0 for any that is free
     */
    public FirmwareServer(FirmwareShelf shelf, String host, int port) throws IOException {
        this.shelf = shelf;
        server = HttpServer.create(new InetSocketAddress(host, port), 0);
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
            Path file = shelf.find(exchange.getRequestURI().getPath().substring(ROOT.length()));
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(BAD_METHOD, -1);
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
}
