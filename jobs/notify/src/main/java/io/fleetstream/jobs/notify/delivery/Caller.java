package io.fleetstream.jobs.notify.delivery;

import io.fleetstream.jobs.notify.domain.Answer;
import io.fleetstream.jobs.notify.domain.Notice;
import io.fleetstream.jobs.notify.domain.Target;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes one request; redirects are answers, and nobody goes after them. */
final class Caller implements AutoCloseable {
    private final Target target;
    private final Access access;
    private final Clock clock;
    private final AddressGuard guard;
    private final ExecutorService workers;
    private final HttpClient client;

    Caller(Target target, Access access, Clock clock) {
        this.target = target;
        this.access = access;
        this.clock = clock;
        this.guard = new AddressGuard(target.local());
        this.workers =
                Executors.newCachedThreadPool(
                        task -> daemon(task, "notify-" + target.name() + "-http"));
        this.client =
                HttpClient.newBuilder()
                        .executor(workers)
                        .connectTimeout(target.pace().timeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Completes with what comes of it, never exceptionally. */
    CompletableFuture<Answer> call(Notice notice) {
        return CompletableFuture.supplyAsync(() -> request(notice), workers)
                .thenCompose(this::send)
                .thenApply(this::answer)
                .exceptionally(Caller::failure);
    }

    private HttpRequest request(Notice notice) {
        try {
            guard.check(access.uri().getHost());
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(access.uri())
                        .timeout(target.pace().timeout())
                        .method(
                                target.method(),
                                HttpRequest.BodyPublishers.ofByteArray(notice.body()))
                        .setHeader("Content-Type", "application/json")
                        .setHeader("User-Agent", "fleetstream-notify")
                        .setHeader("Idempotency-Key", notice.id())
                        .setHeader("webhook-id", notice.id());
        access.headers().forEach(request::setHeader);
        if (access.signer() != null) {
            long now = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
            request.setHeader("webhook-timestamp", Long.toString(now));
            request.setHeader(
                    "webhook-signature",
                    access.signer().signature(notice.id(), now, notice.body()));
        }
        return request.build();
    }

    /** The time of the request ends with its head; the body may drip. */
    private CompletableFuture<HttpResponse<Void>> send(HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        return sent.copy()
                .orTimeout(target.pace().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> sent.cancel(true));
    }

    private Answer answer(HttpResponse<Void> response) {
        return Answer.of(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                clock.instant());
    }

    private static Answer failure(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof AddressGuard.ForbiddenAddressException) {
            return Answer.refused(cause.getMessage());
        }
        return Answer.none(
                cause instanceof TimeoutException || cause instanceof HttpTimeoutException
                        ? "no answer in time"
                        : cause.getClass().getSimpleName());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
