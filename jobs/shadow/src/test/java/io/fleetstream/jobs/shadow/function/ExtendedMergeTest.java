package io.fleetstream.jobs.shadow.function;

import static io.fleetstream.jobs.shadow.function.ShadowHarness.appended;
import static io.fleetstream.jobs.shadow.function.ShadowHarness.request;
import static io.fleetstream.jobs.shadow.function.ShadowHarness.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedMergeTest {
    private static final String WANT = "{\"state\":{\"desired\":{\"a\":1,\"b\":{\"c\":2}}}}";
    private static final String REPORT = "{\"state\":{\"reported\":{\"a\":1,\"b\":{\"c\":2}}}}";
    private static final Map<String, String> TEN_SECONDS = Map.of("user.ttl", "PT10S");

    @Test
    void asksItselfToRemoveWhatIsOverAndDoesSoInItsPlace() throws Exception {
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "update", WANT, 100, TEN_SECONDS));
            job.process(request("d1", "update", "{\"state\":{\"desired\":{\"a\":3}}}", 105));
            job.watermark(110);
            assertThat(job.requests()).isEmpty();
            job.watermark(111);

            List<KafkaRecord> made = job.requests();
            assertThat(made).hasSize(1);
            assertThat(made.get(0).header(RecordHeaders.WRITER)).contains("expiry");
            assertThat(made.get(0).header(RecordHeaders.REQUEST_ID)).contains("expiry//110000000");
            assertThat(new String(made.get(0).value(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"state\":{\"desired\":{\"b\":{\"c\":null}}}}");

            job.documents();
            job.process(appended(made.get(0), 112));
            assertThat(job.documents())
                    .singleElement()
                    .extracting(ShadowDocument::getDesired, ShadowDocument::getVersion)
                    .containsExactly("{\"a\":3,\"b\":{}}", 3L);
            assertThat(job.events())
                    .containsExactly(
                            new ShadowEvent(
                                    "d1",
                                    "",
                                    ShadowEventKind.EXPIRED,
                                    3L,
                                    Instant.ofEpochSecond(100),
                                    Instant.ofEpochSecond(110),
                                    10_000_000L,
                                    "/b/c",
                                    null));
            job.messages();
            job.process(appended(made.get(0), 113));
            assertThat(job.messages()).isEmpty();
            assertThat(job.documents()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesWhatWasWrittenWhileTheExpiryWasOnItsWay(boolean again) throws Exception {
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "update", WANT, 100, TEN_SECONDS));
            job.watermark(111);
            KafkaRecord made = job.requests().get(0);
            job.process(request("d1", "update", WANT, 111, again ? TEN_SECONDS : Map.of()));
            job.documents();
            job.process(appended(made, 112));
            assertThat(job.documents()).isEmpty();
            assertThat(job.events()).isEmpty();
        }
    }

    @Test
    void anExpiryCannotMakeAShadow() throws Exception {
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "update", WANT, 100, TEN_SECONDS));
            job.watermark(111);
            KafkaRecord made = job.requests().get(0);
            job.process(request("d1", "delete", "", 111));
            job.documents();
            job.process(appended(made, 112));
            assertThat(job.documents()).isEmpty();
        }
    }

    @Test
    void asksAgainAfterARestore() throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "update", WANT, 100, TEN_SECONDS));
            saved = job.snapshot(1);
        }
        try (ShadowHarness again = job(saved)) {
            again.watermark(111);
            assertThat(again.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bulk", "operator"})
    void doesARequestThatIsAppendedTwiceOnce(String writer) throws Exception {
        Map<String, String> headers =
                Map.of(RecordHeaders.WRITER, writer, RecordHeaders.REQUEST_ID, "r1");
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, null)) {
            job.process(request("d1", "update", WANT, 100, headers));
            OperatorSubtaskState saved = job.snapshot(1);
            try (ShadowHarness again = new ShadowHarness(Duration.ZERO, saved)) {
                again.process(request("d1", "update", WANT, 101, headers));
                assertThat(again.messages()).isEmpty();
                assertThat(again.documents()).isEmpty();
                // another shadow of the same bulk change
                again.process(request("d1", "name/n/update", WANT, 101, headers));
                assertThat(again.documents()).hasSize(1);
            }
        }
    }

    @Test
    void remembersOnlyTheLastIds() throws Exception {
        try (ShadowHarness job = job(null)) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 5; i++) {
                    job.process(
                            request(
                                    "d1",
                                    "update",
                                    WANT,
                                    100 + i,
                                    Map.of(RecordHeaders.REQUEST_ID, "r" + i)));
                }
            }
            assertThat(job.documents()).hasSize(10);
            job.process(request("d1", "update", WANT, 200, Map.of(RecordHeaders.REQUEST_ID, "r4")));
            assertThat(job.documents()).isEmpty();
        }
    }

    @Test
    void sendsTheDeltaAgainToADeviceThatComesBackWithGrowingPauses() throws Exception {
        try (ShadowHarness job = job(null)) {
            String tokened = "{\"clientToken\":\"t1\"," + WANT.substring(1);
            job.process(request("d1", "update", tokened, 100));
            job.process(request("d1", "name/other/update", REPORT, 100));
            String delta = job.messages().get(1);
            assertThat(delta).contains("/update/delta").contains("t1");

            job.process(status("d1", "{\"status\":\"online\"}", 200));
            assertThat(job.messages()).containsExactly(delta);
            job.watermark(210);
            assertThat(job.messages()).isEmpty();
            job.watermark(211);
            assertThat(job.messages()).containsExactly(delta);
            job.watermark(229);
            assertThat(job.messages()).isEmpty();
            job.watermark(232);
            assertThat(job.messages()).containsExactly(delta);
            job.watermark(10_000);
            // the fourth and last
            assertThat(job.messages()).containsExactly(delta);
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void stopsSendingTheDeltaWhenItIsReachedOrTheDeviceLeaves() throws Exception {
        try (ShadowHarness job = job(null)) {
            for (String device : List.of("d1", "d2")) {
                job.process(request(device, "update", WANT, 100));
                job.process(status(device, "online", 200));
            }
            job.process(request("d1", "update", REPORT, 201));
            job.process(status("d2", "offline", 201));
            job.messages();
            job.watermark(10_000);
            assertThat(job.messages()).isEmpty();
            job.process(status("d1", "online", 11_000));
            assertThat(job.messages()).isEmpty();
            job.process(status("d2", "online", 11_000));
            assertThat(job.messages()).hasSize(1);
        }
    }

    @Test
    void goesOnSendingAfterARestoreWithTheLatestDelta() throws Exception {
        OperatorSubtaskState saved;
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "update", WANT, 100));
            job.process(status("d1", "online", 200));
            job.process(request("d1", "update", "{\"state\":{\"desired\":{\"a\":5}}}", 205));
            saved = job.snapshot(1);
        }
        try (ShadowHarness again = job(saved)) {
            again.watermark(211);
            assertThat(again.messages())
                    .singleElement()
                    .asString()
                    .endsWith("\"version\":2,\"timestamp\":205}");
        }
    }

    @Test
    void tellsThatTheDeadlineOfARequestHasPassed() throws Exception {
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "update", WANT, 100, Map.of("user.deadline", "PT30S")));
            job.process(
                    request(
                            "d2",
                            "update",
                            WANT,
                            100,
                            Map.of("user.deadline", Instant.ofEpochSecond(140).toString())));
            job.process(request("d3", "update", WANT, 100));
            job.watermark(135);
            job.process(request("d2", "get", "", 145));
            job.watermark(10_000);
            assertThat(job.events())
                    .extracting(ShadowEvent::getDeviceId, ShadowEvent::getHappenedAt)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("d1", Instant.ofEpochSecond(130)),
                            org.assertj.core.groups.Tuple.tuple("d2", Instant.ofEpochSecond(140)));
        }
    }

    @Test
    void keepsADeadlineOverAnotherWriteUntilItIsReachedOrAnotherOneIsNamed() throws Exception {
        String more = "{\"state\":{\"desired\":{\"z\":1}}}";
        Map<String, String> half = Map.of("user.deadline", "PT30S");
        try (ShadowHarness job = job(null)) {
            for (String device : List.of("d1", "d2", "d3")) {
                job.process(request(device, "update", WANT, 100, half));
            }
            job.process(request("d2", "update", REPORT, 105));
            for (String device : List.of("d1", "d2")) {
                job.process(request(device, "update", more, 110));
            }
            job.process(request("d3", "update", more, 110, Map.of("user.deadline", "PT40S")));
            job.watermark(140);
            // over, and told: it says nothing of what is desired from here on
            job.process(request("d1", "update", "{\"state\":{\"desired\":{\"z\":2}}}", 141));
            job.watermark(10_000);
            assertThat(job.events())
                    .filteredOn(event -> event.getKind() == ShadowEventKind.STUCK)
                    .extracting(ShadowEvent::getDeviceId, ShadowEvent::getHappenedAt)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("d1", Instant.ofEpochSecond(130)),
                            org.assertj.core.groups.Tuple.tuple("d3", Instant.ofEpochSecond(150)));
        }
    }

    @Test
    void keepsNothingOfADeletedShadowInTheEnd() throws Exception {
        long days = 3 * 86_400;
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "name/m/update", WANT, 100, TEN_SECONDS));
            job.process(status("d1", "online", 101));
            job.process(request("d1", "name/m/delete", "", 102));
            job.watermark(days);
            assertThat(job.stateEntries()).isZero();
            assertThat(job.timers()).isZero();
        }
    }

    @Test
    void keepsNothingBesideAShadowWithoutExtensions() throws Exception {
        Map<String, String> all =
                Map.of("user.ttl", "PT1S", "user.deadline", "PT1S", "user.operation", "replace");
        try (ShadowHarness job = new ShadowHarness(Duration.ZERO, Extensions.NONE, null)) {
            job.process(request("d1", "name/m/update", WANT, 100, all));
            assertThat(job.timers()).isZero();
            job.watermark(10_000);
            assertThat(job.requests()).isEmpty();
            assertThat(job.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "delete"})
    void refusesTheNinthWriterOfAClockAndStaysReadable(String operation) throws Exception {
        Map<String, String> eight = Map.of("user.vector-clock", "a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1");
        Map<String, String> ninth = Map.of("user.vector-clock", "i=1");
        OperatorSubtaskState saved;
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "name/v/update", WANT, 100, eight));
            job.messages();
            job.process(
                    request(
                            "d1",
                            "name/v/" + operation,
                            operation.equals("update") ? WANT : "",
                            101,
                            ninth));
            assertThat(job.messages())
                    .singleElement()
                    .asString()
                    .contains("/name/v/" + operation + "/rejected ")
                    .endsWith("{\"code\":400,\"message\":\"Invalid property: vector-clock\"}");
            job.process(request("d1", "name/v/get", "", 102, ninth));
            assertThat(job.messages()).singleElement().asString().contains("/get/accepted ");
            saved = job.snapshot(1);
        }
        try (ShadowHarness again = job(saved)) {
            again.process(request("d1", "name/v/get", "", 103));
            assertThat(again.messages()).singleElement().asString().contains("/get/accepted ");
            Map<String, String> known = Map.of("user.vector-clock", "a=2,h=1");
            again.process(request("d1", "name/v/update", WANT, 104, known));
            assertThat(again.documents())
                    .singleElement()
                    .extracting(ShadowDocument::getVersion)
                    .isEqualTo(2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "bulk"})
    void takesKafkasTimeForTheArrivalOfWhatNoDeviceWrote(String writer) throws Exception {
        try (ShadowHarness job = job(null)) {
            for (String claimed : List.of("90000000", "5000000000")) {
                Map<String, String> headers =
                        Map.of(RecordHeaders.WRITER, writer, RecordHeaders.RECEIVED_AT, claimed);
                job.process(withHeaders(request("d1", "update", WANT, 100), headers));
            }
            assertThat(job.documents())
                    .extracting(ShadowDocument::getUpdatedAt)
                    .containsOnly(Instant.ofEpochSecond(100));
        }
    }

    @Test
    void noShadowIsOlderThanItsVersionBefore() throws Exception {
        try (ShadowHarness job = job(null)) {
            job.process(request("d1", "update", WANT, 100));
            // a device's request that waited on its way, and one from the future
            job.process(
                    withHeaders(
                            request("d1", "update", REPORT, 101),
                            Map.of(RecordHeaders.RECEIVED_AT, "95000000")));
            job.process(
                    withHeaders(
                            request("d1", "update", WANT, 102),
                            Map.of(RecordHeaders.RECEIVED_AT, "5000000000")));
            assertThat(job.documents())
                    .extracting(ShadowDocument::getUpdatedAt)
                    .containsExactly(
                            Instant.ofEpochSecond(100),
                            Instant.ofEpochSecond(100),
                            Instant.ofEpochSecond(102, 999_000));
        }
    }

    /** The record with these headers instead of its own of the same names. */
    private static KafkaRecord withHeaders(KafkaRecord record, Map<String, String> changed) {
        List<KafkaHeader> headers = new ArrayList<>(record.headers());
        headers.removeIf(header -> changed.containsKey(header.key()));
        changed.forEach(
                (key, value) ->
                        headers.add(new KafkaHeader(key, value.getBytes(StandardCharsets.UTF_8))));
        return new KafkaRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    private static ShadowHarness job(OperatorSubtaskState restored) throws Exception {
        return new ShadowHarness(Duration.ZERO, TestExtensions.ALL, restored);
    }
}
