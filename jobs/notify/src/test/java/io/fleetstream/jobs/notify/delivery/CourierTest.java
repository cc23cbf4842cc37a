package io.fleetstream.jobs.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.jobs.notify.domain.AlarmFilter;
import io.fleetstream.jobs.notify.domain.AlarmSubject;
import io.fleetstream.jobs.notify.domain.Notice;
import io.fleetstream.jobs.notify.domain.Target;
import io.fleetstream.jobs.notify.domain.TargetsReader;
import io.fleetstream.jobs.notify.domain.TestAlarms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int CAPACITY = 100;

    @TempDir private Path files;
    private final Counts counts = new Counts();

    @Test
    void bringsTheAlarmWithItsKeysAndHeaders() throws Exception {
        Files.writeString(files.resolve("auth"), "Bearer s3cret\n");
        Files.writeString(files.resolve("key"), "whsec_" + base64("the key"));
        try (Door door = new Door(0, (number, call, headers) -> 204);
                Courier courier =
                        courier(
                                door.url(),
                                "headers: {X-From: fleet}, headers-from-files: {Authorization: "
                                        + files.resolve("auth")
                                        + "}, signature-key-file: "
                                        + files.resolve("key"))) {
            assertThat(tell(courier, "d1", 1).get().taken()).isTrue();

            Door.Call call = door.calls().get(0);
            assertThat(call.headers())
                    .containsEntry("authorization", "Bearer s3cret")
                    .containsEntry("x-from", "fleet")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("idempotency-key", "a-d1-1")
                    .containsEntry("webhook-id", "a-d1-1");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("the key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = "a-d1-1." + call.headers().get("webhook-timestamp") + "." + call.body();
            assertThat(call.headers().get("webhook-signature"))
                    .isEqualTo(
                            "v1,"
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    mac.doFinal(
                                                            signed.getBytes(
                                                                    StandardCharsets.UTF_8))));
            assertThat(counts.taken).hasValue(1);
            assertThat(courier.waiting()).isZero();
        }
    }

    @Test
    void triesAgainWhatFailedUntilItIsTaken() throws Exception {
        try (Door door = new Door(0, (number, call, headers) -> number < 3 ? 500 : 200);
                Courier courier = courier(door.url(), "")) {
            assertThat(tell(courier, "d1", 1).get().taken()).isTrue();

            assertThat(door.calls()).hasSize(4).extracting(Door.Call::id).containsOnly("a-d1-1");
            assertThat(counts.retried).hasValue(3);
            assertThat(courier.failures()).isZero();
        }
    }

    @Test
    void waitsForAServiceThatIsNotThere() throws Exception {
        int port;
        try (Door gone = new Door(0, (number, call, headers) -> 200)) {
            port = gone.port();
        }
        try (Courier courier = courier("http://127.0.0.1:" + port + "/", "")) {
            CompletableFuture<Outcome> told = tell(courier, "d1", 1);
            await().atMost(DEADLINE).until(() -> courier.failures() > 1);
            try (Door back = new Door(port, (number, call, headers) -> 200)) {
                assertThat(told.get().taken()).isTrue();
                assertThat(back.calls()).hasSize(1);
            }
        }
    }

    @Test
    void leavesAServiceAloneForAsLongAsItAsks() throws Exception {
        AtomicInteger calledTooEarly = new AtomicInteger();
        long[] until = new long[1];
        try (Door door =
                        new Door(
                                0,
                                (number, call, headers) -> {
                                    if (number == 0) {
                                        until[0] = System.nanoTime() + 1_000_000_000L;
                                        headers.put("Retry-After", "1");
                                        return 429;
                                    }
                                    if (System.nanoTime() - until[0] < -20_000_000L) {
                                        calledTooEarly.incrementAndGet();
                                    }
                                    return 200;
                                });
                Courier courier = courier(door.url(), "concurrency: 1")) {
            CompletableFuture<Outcome> first = tell(courier, "d1", 1);
            CompletableFuture<Outcome> second = tell(courier, "d2", 1);
            assertThat(first.get().taken()).isTrue();
            assertThat(second.get().taken()).isTrue();

            assertThat(calledTooEarly).hasValue(0);
            assertThat(door.calls()).hasSize(3);
        }
    }

    @Test
    void givesUpASlowServiceAndSaysSo() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Door door =
                        new Door(
                                0,
                                (number, call, headers) -> {
                                    awaitQuietly(end);
                                    return 200;
                                });
                Courier courier = courier(door.url(), "timeout: PT0.1S, give-up-after: PT0.5S")) {
            Outcome outcome = tell(courier, "d1", 1).get();
            end.countDown();

            assertThat(outcome.taken()).isFalse();
            assertThat(outcome.text()).startsWith("no answer in time").contains("tries");
            assertThat(counts.gaveUp).hasValue(1);
        }
    }

    @Test
    void doesNotTryAgainWhatIsRefusedNorGoAfterRedirects() throws Exception {
        try (Door elsewhere = new Door(0, (number, call, headers) -> 200);
                Door door =
                        new Door(
                                0,
                                (number, call, headers) -> {
                                    headers.put("Location", elsewhere.url());
                                    return number == 0 ? 404 : 302;
                                });
                Courier courier = courier(door.url(), "")) {
            assertThat(tell(courier, "d1", 1).get())
                    .isEqualTo(new Outcome(false, "status 404 at the only try"));
            assertThat(tell(courier, "d1", 2).get())
                    .isEqualTo(new Outcome(false, "status 302 at the only try"));
            assertThat(elsewhere.calls()).isEmpty();
            assertThat(counts.refused).hasValue(2);
        }
    }

    @Test
    void callsNobodyOnThisMachineUnlessThatIsMeant() throws Exception {
        try (Door door = new Door(0, (number, call, headers) -> 200);
                Courier courier = new Courier(target("url: '" + door.url() + "'"), 100, counts)) {
            Outcome outcome = tell(courier, "d1", 1).get();

            assertThat(outcome.taken()).isFalse();
            assertThat(outcome.text()).contains("where nobody is called");
            assertThat(door.calls()).isEmpty();
        }
        try (Courier courier = courier("http://169.254.169.254/latest/meta-data", "")) {
            assertThat(tell(courier, "d1", 1).get().text()).contains("where nobody is called");
        }
    }

    @Test
    void keepsTheOrderOfADeviceThroughFailures() throws Exception {
        try (Door door = new Door(0, (number, call, headers) -> number % 3 == 0 ? 503 : 200);
                Courier courier = courier(door.url(), "")) {
            List<CompletableFuture<Outcome>> told = new ArrayList<>();
            for (int step = 1; step <= 10; step++) {
                for (String device : List.of("d1", "d2", "d3")) {
                    told.add(tell(courier, device, step));
                }
            }
            for (CompletableFuture<Outcome> one : told) {
                assertThat(one.get().taken()).isTrue();
            }

            for (String device : List.of("d1", "d2", "d3")) {
                assertThat(
                                door.calls().stream()
                                        .map(Door.Call::id)
                                        .filter(id -> id.startsWith("a-" + device + "-"))
                                        .distinct())
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, 10)
                                        .mapToObj(step -> "a-" + device + "-" + step)
                                        .toList());
            }
        }
    }

    @Test
    void neverHasMoreRequestsOnTheWayThanTheTargetBears() throws Exception {
        CountDownLatch full = new CountDownLatch(3);
        try (Door door =
                        new Door(
                                0,
                                (number, call, headers) -> {
                                    full.countDown();
                                    awaitQuietly(full);
                                    return 200;
                                });
                Courier courier = courier(door.url(), "concurrency: 3")) {
            List<CompletableFuture<Outcome>> told = new ArrayList<>();
            for (int device = 0; device < 30; device++) {
                told.add(tell(courier, "d" + device, 1));
            }
            for (CompletableFuture<Outcome> one : told) {
                assertThat(one.get().taken()).isTrue();
            }

            assertThat(door.mostAtOnce()).isEqualTo(3);
        }
    }

    @Test
    void givesUpAtOnceWhatIsTooMuch() throws Exception {
        AtomicBoolean lost = new AtomicBoolean(true);
        try (Door door = new Door(0, (number, call, headers) -> lost.get() ? 503 : 200);
                Courier courier = courier(door.url(), "")) {
            List<CompletableFuture<Outcome>> told = new ArrayList<>();
            for (int device = 0; device < CAPACITY; device++) {
                told.add(tell(courier, "d" + device, 1));
            }
            await().atMost(DEADLINE).until(() -> courier.waiting() == CAPACITY);

            assertThat(tell(courier, "more", 1).get())
                    .isEqualTo(
                            new Outcome(false, "not tried, " + CAPACITY + " were waiting already"));
            lost.set(false);
            for (CompletableFuture<Outcome> one : told) {
                assertThat(one.get().taken()).isTrue();
            }
            assertThat(courier.waiting()).isZero();
        }
    }

    private Courier courier(String url, String more) throws IOException {
        return new Courier(
                target(
                        "url: '"
                                + url
                                + "', local: true, first-backoff: PT0.02S,"
                                + " longest-backoff: PT0.2S"
                                + (more.isEmpty() ? "" : ", " + more)),
                CAPACITY,
                counts);
    }

    private static Target target(String yaml) {
        return TargetsReader.read("targets: [{name: t, " + yaml + "}]").get(0);
    }

    private static CompletableFuture<Outcome> tell(Courier courier, String device, int step) {
        return courier.deliver(
                        Notice.of(
                                TestAlarms.alarm(device, step),
                                new AlarmSubject(AlarmFilter.ALL, null)))
                .orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Counts implements Tally {
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger retried = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger gaveUp = new AtomicInteger();

        @Override
        public void taken() {
            taken.incrementAndGet();
        }

        @Override
        public void retried() {
            retried.incrementAndGet();
        }

        @Override
        public void refused() {
            refused.incrementAndGet();
        }

        @Override
        public void gaveUp() {
            gaveUp.incrementAndGet();
        }
    }
}
