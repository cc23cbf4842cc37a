package io.fleetstream.jobs.shadow.function;

import static io.fleetstream.jobs.shadow.function.ShadowHarness.appended;
import static io.fleetstream.jobs.shadow.function.ShadowHarness.request;
import static io.fleetstream.jobs.shadow.function.ShadowHarness.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extensions that are switched off over a restart, and on again over another one. */
class SwitchedExtensionsTest {
    private static final String WANT = "{\"state\":{\"desired\":{\"a\":1}}}";
    private static final Map<String, String> TIMES =
            Map.of("user.ttl", "PT60S", "user.deadline", "PT50S");

    /** Time to live and deadlines are off, but something else is remembered. */
    private static final Extensions OTHERS =
            new Extensions(
                    false,
                    false,
                    false,
                    false,
                    TestExtensions.ALL.conflicts(),
                    TestExtensions.ALL.flaps(),
                    TestExtensions.ALL.resend(),
                    0);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingHappensWhileTheyAreOff(boolean others) throws Exception {
        OperatorSubtaskState saved = saved();
        try (ShadowHarness off = off(others, saved)) {
            off.watermark(10_000);
            off.process(request("d1", "get", "", 10_000));
            assertThat(off.requests()).isEmpty();
            assertThat(off.events()).isEmpty();
            assertThat(off.timers()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasChangedMeanwhileIsSubjectToNothingRecordedBefore(boolean others) throws Exception {
        OperatorSubtaskState saved = saved();
        try (ShadowHarness off = off(others, saved)) {
            // the same value once more, to stay
            off.process(request("d1", "update", WANT, 110, TIMES));
            saved = off.snapshot(2);
        }
        try (ShadowHarness on = on(saved)) {
            on.process(request("d1", "get", "", 120));
            on.watermark(10_000);
            on.process(request("d1", "get", "", 10_001));
            on.watermark(20_000);
            assertThat(on.requests()).isEmpty();
            assertThat(on.events()).isEmpty();
            assertThat(on.timers()).isZero();
        }
    }

    @Test
    void whatNobodyTouchedMeanwhileGoesAtItsTime() throws Exception {
        OperatorSubtaskState saved = saved();
        try (ShadowHarness off = off(false, saved)) {
            off.process(request("d2", "update", WANT, 110));
            saved = off.snapshot(2);
        }
        try (ShadowHarness on = on(saved)) {
            on.watermark(161);
            assertThat(on.events())
                    .extracting(ShadowEvent::getKind)
                    .containsExactly(ShadowEventKind.STUCK);
            assertThat(on.requests()).hasSize(1);
        }
    }

    @Test
    void aTimeThatPassedMeanwhileIsOverAtOnce() throws Exception {
        OperatorSubtaskState saved = saved();
        try (ShadowHarness off = off(false, saved)) {
            off.watermark(1_000);
            saved = off.snapshot(2);
        }
        try (ShadowHarness on = on(saved)) {
            on.watermark(2_000);
            assertThat(on.events())
                    .extracting(ShadowEvent::getKind)
                    .containsExactly(ShadowEventKind.STUCK);
            List<KafkaRecord> made = on.requests();
            assertThat(made).hasSize(1);
            on.documents();
            on.process(appended(made.get(0), 2_002));
            assertThat(on.documents())
                    .singleElement()
                    .extracting(ShadowDocument::getDesired)
                    .isNull();
        }
    }

    @Test
    void aShadowMadeAnewAfterItsTombstoneWentInheritsNothing() throws Exception {
        long later = 110 + 3 * 86_400;
        OperatorSubtaskState saved = saved();
        try (ShadowHarness off = off(false, saved)) {
            off.process(request("d1", "delete", "", 110));
            off.watermark(later);
            assertThat(off.stateEntries()).isZero();
            off.process(request("d1", "update", WANT, later));
            saved = off.snapshot(2);
        }
        try (ShadowHarness on = on(saved)) {
            on.process(request("d1", "get", "", later + 1));
            on.watermark(later + 10_000);
            assertThat(on.requests()).isEmpty();
            assertThat(on.events()).isEmpty();
        }
    }

    @Test
    void aDeltaIsNotSentAgainByWhatWasBegunBefore() throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness on = on(null)) {
            on.process(request("d1", "update", WANT, 100));
            on.process(status("d1", "online", 101));
            saved = on.snapshot(1);
        }
        try (ShadowHarness off = off(false, saved)) {
            off.process(request("d1", "update", WANT.replace("1", "2"), 102));
            saved = off.snapshot(2);
        }
        try (ShadowHarness on = on(saved)) {
            on.watermark(10_000);
            assertThat(on.messages()).isEmpty();
            assertThat(on.timers()).isZero();
        }
    }

    /** With a value that goes at 160, and is to be reached by 150. */
    private static OperatorSubtaskState saved() throws Exception {
        try (ShadowHarness on = on(null)) {
            on.process(request("d1", "update", WANT, 100, TIMES));
            return on.snapshot(1);
        }
    }

    private static ShadowHarness on(OperatorSubtaskState restored) throws Exception {
        return new ShadowHarness(Duration.ZERO, TestExtensions.ALL, restored);
    }

    private static ShadowHarness off(boolean others, OperatorSubtaskState restored)
            throws Exception {
        return new ShadowHarness(Duration.ZERO, others ? OTHERS : Extensions.NONE, restored);
    }
}
