package io.fleetstream.jobs.shadow.function;

import static io.fleetstream.jobs.shadow.function.ShadowHarness.appended;
import static io.fleetstream.jobs.shadow.function.ShadowHarness.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTimerTest {
    private static final String WANT = "{\"state\":{\"desired\":{\"a\":1}}}";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aTimeToLiveThatIsRenewedEverySecondLeavesOneTimer() throws Exception {
        try (ShadowHarness job = extended(null)) {
            for (int second = 100; second < 400; second++) {
                job.process(request("d1", "update", WANT, second, Map.of("user.ttl", "PT60S")));
                job.watermark(second - 1);
                assertThat(job.timers()).isEqualTo(1);
            }
            assertThat(job.requests()).isEmpty();
            job.watermark(459);
            assertThat(job.requests()).isEmpty();
            job.watermark(460);
            assertThat(job.requests())
                    .singleElement()
                    .satisfies(
                            made ->
                                    assertThat(made.header(RecordHeaders.REQUEST_ID))
                                            .contains("expiry//459000000"));
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void aDeadlineThatMovesWithEveryChangeLeavesOneTimer() throws Exception {
        try (ShadowHarness job = new ShadowHarness(MINUTE, null)) {
            for (int second = 100; second < 200; second++) {
                String other = WANT.replace("1", Integer.toString(second));
                job.process(request("d1", "update", other, second));
                assertThat(job.timers()).isEqualTo(1);
            }
            job.watermark(258);
            assertThat(job.events()).isEmpty();
            job.watermark(260);
            assertThat(job.events())
                    .extracting(ShadowEvent::getKind, ShadowEvent::getHappenedAt)
                    .containsExactly(tuple(ShadowEventKind.STUCK, Instant.ofEpochSecond(259)));
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void anEarlierTimeOfAnotherShadowTakesTheTimersPlace() throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness job = extended(null)) {
            job.process(request("d1", "update", WANT, 100, Map.of("user.ttl", "PT60S")));
            job.process(request("d1", "name/x/update", WANT, 101, Map.of("user.ttl", "PT5S")));
            job.process(request("d1", "name/y/update", WANT, 102, Map.of("user.ttl", "PT30S")));
            assertThat(job.timers()).isEqualTo(1);
            saved = job.snapshot(1);
        }
        try (ShadowHarness again = extended(saved)) {
            for (long end : List.of(106L, 132L, 160L)) {
                again.watermark(end);
                assertThat(again.requests()).isEmpty();
                again.watermark(end + 1);
                List<KafkaRecord> made = again.requests();
                assertThat(made).hasSize(1);
                again.documents();
                again.process(appended(made.get(0), end + 1));
                assertThat(again.documents()).hasSize(1);
            }
            assertThat(again.timers()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "update"})
    void whatDivergedBeforeDeadlinesWereSwitchedOnGetsATimerWithTheNextRequest(String operation)
            throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100));
            assertThat(job.timers()).isZero();
            saved = job.snapshot(1);
        }
        try (ShadowHarness again = new ShadowHarness(MINUTE, saved)) {
            // one that is refused will do as well
            again.process(request("d1", operation, "", 120));
            assertThat(again.events()).isEmpty();
            again.watermark(161);
            assertThat(again.events())
                    .extracting(ShadowEvent::getKind, ShadowEvent::getHappenedAt)
                    .containsExactly(tuple(ShadowEventKind.STUCK, Instant.ofEpochSecond(160)));
            assertThat(again.timers()).isZero();
        }
    }

    @Test
    void aDeadlineThatWasLoweredCountsFromTheNextRequestOn() throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness job = new ShadowHarness(Duration.ofHours(1), null)) {
            job.process(request("d1", "update", WANT, 100));
            saved = job.snapshot(1);
        }
        try (ShadowHarness again = new ShadowHarness(MINUTE, saved)) {
            again.process(request("d1", "get", "", 120));
            again.watermark(161);
            assertThat(again.events())
                    .extracting(ShadowEvent::getHappenedAt)
                    .containsExactly(Instant.ofEpochSecond(160));
            assertThat(again.timers()).isZero();
        }
    }

    @Test
    void aRequestFindsATombstoneForItsTimeAndNoLongerWhateverTimersDid() throws Exception {
        long end = 110 + 2 * 86_400;
        for (boolean late : List.of(false, true)) {
            try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
                job.process(request("d1", "update", WANT, 100));
                job.process(request("d1", "delete", "", 110));
                job.process(request("d1", "name/n/update", WANT, 100));
                job.process(request("d1", "name/n/delete", "", 110));
                job.documents();
                // up to an hour behind arrival time nothing is different
                job.watermark(late ? end + 3_599 : 110);
                job.process(request("d1", "update", WANT, end - 1));
                job.process(request("d1", "name/n/update", WANT, end));
                assertThat(job.documents())
                        .extracting(ShadowDocument::getVersion)
                        .containsExactly(3L, 1L);
            }
        }
    }

    private static ShadowHarness extended(OperatorSubtaskState restored) throws Exception {
        return new ShadowHarness(Duration.ZERO, TestExtensions.ALL, restored);
    }
}
