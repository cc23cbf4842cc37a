package io.fleetstream.sandbox.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.sandbox.SandboxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** JSON over HTTP with one service. */
public final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of requests that are made once: a busy machine is no reason to give up. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
    private final String base;

    /** To a service at a base URL without a slash at its end. */
    public Http(String base) {
        this.base = base;
    }

    /** Passes when a GET of the path gives a 2xx. */
    public Check answers(String path) {
        return () -> {
            try {
                return ok(send("GET", path, BodyPublishers.noBody(), TIMEOUT));
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** GET; SandboxException unless 2xx. */
    public JsonNode get(String path) {
        return json("GET", path, BodyPublishers.noBody());
    }

    /** Any method with a JSON body; SandboxException unless 2xx. */
    public JsonNode call(String method, String path, String body) {
        return json(method, path, BodyPublishers.ofString(body));
    }

    private JsonNode json(String method, String path, BodyPublisher body) {
        try {
            HttpResponse<String> response = send(method, path, body, PATIENCE);
            if (!ok(response)) {
                throw new SandboxException(
                        method
                                + " "
                                + base
                                + path
                                + ": "
                                + response.statusCode()
                                + " "
                                + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new SandboxException(method + " " + base + path + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException(method + " " + base + path + " was interrupted", e);
        }
    }

    private HttpResponse<String> send(
            String method, String path, BodyPublisher body, Duration timeout)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static boolean ok(HttpResponse<String> response) {
        return response.statusCode() >= OK && response.statusCode() < REDIRECT;
    }
}
