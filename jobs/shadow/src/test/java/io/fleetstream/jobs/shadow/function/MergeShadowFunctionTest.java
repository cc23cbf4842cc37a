package io.fleetstream.jobs.shadow.function;

import static io.fleetstream.jobs.shadow.function.ShadowHarness.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.domain.ShadowLimits;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class MergeShadowFunctionTest {
    private static final String WANT = "{\"state\":{\"desired\":{\"a\":1}}}";
    private static final String REPORT = "{\"state\":{\"reported\":{\"a\":1}}}";

    @Test
    void answersAndTellsTheDocument() throws Exception {
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100));

            assertThat(job.messages())
                    .hasSize(3)
                    .allMatch(message -> message.startsWith("d1 $aws/things/d1/shadow/update/"));
            assertThat(job.documents())
                    .containsExactly(
                            new ShadowDocument(
                                    "d1",
                                    "",
                                    1L,
                                    false,
                                    Instant.ofEpochSecond(100),
                                    Instant.ofEpochSecond(100),
                                    "{\"a\":1}",
                                    null,
                                    "{\"desired\":{\"a\":{\"timestamp\":100}}}",
                                    1L,
                                    0L,
                                    Instant.ofEpochSecond(100),
                                    0,
                                    100L));
        }
    }

    @Test
    void keepsShadowsApartByNameAndByDevice() throws Exception {
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100));
            job.process(request("d1", "name/n/update", WANT, 101));
            job.process(request("d2", "update", WANT, 102));

            assertThat(job.documents()).extracting(ShadowDocument::getVersion).containsOnly(1L);
            // the harness counts keys
            assertThat(job.stateEntries()).isEqualTo(2);
        }
    }

    @Test
    void repeatsItselfAfterARestore() throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100));
            saved = job.snapshot(1);
            job.messages();
            job.process(request("d1", "update", REPORT, 101));
            try (ShadowHarness again = new ShadowHarness(Duration.ZERO, saved)) {
                again.process(request("d1", "update", REPORT, 101));
                assertThat(again.messages()).isEqualTo(job.messages()).hasSize(2);
            }
        }
    }

    @Test
    void forgetsATombstoneAfterTwoDays() throws Exception {
        long day = 86_400;
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 0));
            job.process(request("d1", "delete", "", 10));
            job.watermark(2 * day);
            assertThat(job.stateEntries()).isPositive();
            job.watermark(2 * day + 7_210);
            assertThat(job.stateEntries()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void countsFromOneAgainWithoutWaitingForTheTimer() throws Exception {
        long days = 2 * 86_400;
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 0));
            job.process(request("d1", "delete", "", 10));
            job.process(request("d1", "update", WANT, days + 9));
            job.process(request("d1", "delete", "", days + 10));
            job.process(request("d1", "update", WANT, 2 * days + 10));
            assertThat(job.documents())
                    .extracting(ShadowDocument::getVersion)
                    .containsExactly(1L, 2L, 3L, 4L, 1L);
        }
    }

    @Test
    void tellsWhenDesiredWasReached() throws Exception {
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100));
            job.process(request("d1", "update", "{\"state\":{\"reported\":{\"b\":1}}}", 110));
            assertThat(job.events()).isEmpty();
            job.process(request("d1", "update", REPORT, 130));
            assertThat(job.events()).containsExactly(event(ShadowEventKind.REACHED, 3, 100, 130));
        }
    }

    @Test
    void tellsItAlsoOfADeviceThatClearsWhatItReports() throws Exception {
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100));
            job.process(
                    request(
                            "d1",
                            "update",
                            "{\"state\":{\"desired\":null,\"reported\":{\"a\":1}}}",
                            130));
            assertThat(job.events()).containsExactly(event(ShadowEventKind.REACHED, 2, 100, 130));
        }
    }

    @Test
    void tellsNothingIfDesiredIsOnlyWithdrawn() throws Exception {
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100));
            job.process(request("d1", "update", "{\"state\":{\"desired\":null}}", 130));
            assertThat(job.events()).isEmpty();
        }
    }

    @Test
    void tellsOnceThatDesiredIsStuckWhetherByTimerOrByRequest() throws Exception {
        ShadowEvent stuck = event(ShadowEventKind.STUCK, 1, 100, 160);
        try (ShadowHarness job = new ShadowHarness(Duration.ofMinutes(1), null)) {
            job.process(request("d1", "update", WANT, 100));
            job.watermark(159);
            assertThat(job.events()).isEmpty();
            job.watermark(161);
            assertThat(job.events()).containsExactly(stuck);
            job.process(request("d1", "get", "", 200));
            job.process(request("d1", "update", REPORT, 300));
            assertThat(job.events()).containsExactly(event(ShadowEventKind.REACHED, 2, 100, 300));
        }
        try (ShadowHarness job = new ShadowHarness(Duration.ofMinutes(1), null)) {
            job.process(request("d1", "update", WANT, 100));
            job.process(request("d1", "get", "", 160));
            assertThat(job.events()).containsExactly(stuck);
            job.watermark(1000);
            assertThat(job.events()).isEmpty();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void waitsLongerForWhatIsStuckIfTheSettingWasRaisedOverARestart() throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness job = new ShadowHarness(Duration.ofMinutes(1), null)) {
            job.process(request("d1", "update", WANT, 100));
            saved = job.snapshot(1);
        }
        try (ShadowHarness again = new ShadowHarness(Duration.ofMinutes(2), saved)) {
            again.watermark(219);
            assertThat(again.events()).isEmpty();
            again.watermark(221);
            assertThat(again.events()).containsExactly(event(ShadowEventKind.STUCK, 1, 100, 220));
            assertThat(again.timers()).isZero();
        }
    }

    @Test
    void tellsOfSilentDevicesOnceTheSettingIsSwitchedOnOrLoweredOverARestart() throws Exception {
        for (Duration before : List.of(Duration.ZERO, Duration.ofHours(1))) {
            OperatorSubtaskState saved;
            try (ShadowHarness job = new ShadowHarness(before, null)) {
                job.process(request("d1", "update", WANT, 100));
                job.process(request("d2", "update", WANT, 190));
                job.process(request("d3", "update", REPORT, 190));
                saved = job.snapshot(1);
            }
            try (ShadowHarness again = new ShadowHarness(Duration.ofMinutes(1), saved)) {
                again.watermark(200);
                assertThat(again.events())
                        .containsExactly(event(ShadowEventKind.STUCK, 1, 100, 160));
                again.watermark(251);
                assertThat(again.events())
                        .singleElement()
                        .extracting(ShadowEvent::getDeviceId)
                        .isEqualTo("d2");
                assertThat(again.timers()).isZero();
                saved = again.snapshot(2);
            }
            try (ShadowHarness again = new ShadowHarness(Duration.ofSeconds(10), saved)) {
                again.watermark(1000);
                assertThat(again.events()).as("told before").isEmpty();
            }
        }
    }

    @Test
    void keepsATombstoneLongerIfTheSettingWasRaisedOverARestart() throws Exception {
        long day = 86_400;
        OperatorSubtaskState saved;
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 0));
            job.process(request("d1", "delete", "", 10));
            saved = job.snapshot(1);
        }
        ShadowLimits usual = ShadowLimits.DEFAULT;
        ShadowLimits longer =
                new ShadowLimits(
                        usual.maxDocumentBytes(),
                        usual.maxDepth(),
                        usual.maxTokenBytes(),
                        usual.maxRequestBytes(),
                        usual.maxInFlight(),
                        Duration.ofDays(4));
        try (ShadowHarness again =
                new ShadowHarness(longer, Duration.ZERO, Extensions.NONE, saved)) {
            again.watermark(4 * day);
            assertThat(again.stateEntries()).isPositive();
            again.watermark(4 * day + 7_210);
            assertThat(again.stateEntries()).isZero();
            assertThat(again.timers()).isZero();
        }
    }

    private static ShadowEvent event(
            ShadowEventKind kind, long version, long since, long happened) {
        return new ShadowEvent(
                "d1",
                "",
                kind,
                version,
                Instant.ofEpochSecond(since),
                Instant.ofEpochSecond(happened),
                (happened - since) * 1_000_000,
                "",
                null);
    }
}
