package io.fleetstream.emulator.update;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Fetches images; all devices of a process share one client. */
public final class Downloads {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OK = 200;

    private Downloads() {}

    /** Begun with the first image somebody fetches. */
    private static final class Shared {
        private static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /** The bytes; nothing if they cannot be had, whatever the reason. */
    public static CompletableFuture<Optional<byte[]>> fetch(String url) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return Shared.CLIENT
                .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .handle(
                        (response, failure) ->
                                failure == null && response.statusCode() == OK
                                        ? Optional.of(response.body())
                                        : Optional.empty());
    }
}
