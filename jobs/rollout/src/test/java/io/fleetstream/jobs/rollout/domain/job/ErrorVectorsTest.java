package io.fleetstream.jobs.rollout.domain.job;

import static io.fleetstream.jobs.rollout.domain.job.DeviceQueue.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** job1 is in progress at version 2, done is over at version 3, wait is queued. */
class ErrorVectorsTest {
    private final DeviceQueue device =
            new DeviceQueue()
                    .queue(1, "done")
                    .call(2, "start-next", "{}")
                    .call(3, "done/update", "{'status':'SUCCEEDED','statusDetails':{'a':'b'}}")
                    .queue(4, "job1")
                    .call(5, "start-next", "{}")
                    .queue(6, "wait");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x/y/z | {} | InvalidTopic",
                "x | {} | InvalidTopic",
                "job1/delete | {} | InvalidTopic",
                "get | {'clientToken' | InvalidJson",
                "get | [] | InvalidJson",
                "get | {} {} | InvalidJson",
                "start-next | nonsense | InvalidJson",
                "job1/update | '' | InvalidRequest",
                "job1/update | {} | InvalidRequest",
                "job1/update | {'status':'DONE'} | InvalidRequest",
                "job1/update | {'status':'succeeded'} | InvalidRequest",
                "job1/update | {'status':'QUEUED'} | InvalidRequest",
                "job1/update | {'status':'TIMED_OUT'} | InvalidRequest",
                "job1/update | {'status':'WAITING'} | InvalidRequest",
                "job1/update | {'status':7} | InvalidRequest",
                "job1/update | {'status':'FAILED','expectedVersion':'2'} | InvalidRequest",
                "job1/update | {'status':'FAILED','expectedVersion':1.5} | InvalidRequest",
                "job1/update | {'status':'FAILED','executionNumber':-1} | InvalidRequest",
                "job1/update | {'status':'FAILED','includeJobDocument':1} | InvalidRequest",
                "job1/update | {'status':'IN_PROGRESS','stepTimeoutInMinutes':0} | InvalidRequest",
                "job1/update | {'status':'IN_PROGRESS','stepTimeoutInMinutes':-2} | InvalidRequest",
                "job1/update | {'status':'FAILED','statusDetails':[]} | InvalidRequest",
                "job1/update | {'status':'FAILED','statusDetails':{'a':1}} | InvalidRequest",
                "job1/update | {'status':'FAILED','statusDetails':{'a':''}} | InvalidRequest",
                "job1/update | {'status':'FAILED','statusDetails':{'':'a'}} | InvalidRequest",
                "job1/update | {'status':'FAILED','statusDetails':{'a b':'a'}} | InvalidRequest",
                "job1/update | {'status':'FAILED','statusDetails':{'a':'\\u0007'}} |"
                        + " InvalidRequest",
                "get | {'clientToken':7} | InvalidRequest",
                "none/get | {} | ResourceNotFound",
                "none/update | {'status':'FAILED'} | ResourceNotFound",
                "job1/get | {'executionNumber':2} | ResourceNotFound",
                "no.id/get | {} | InvalidRequest",
                "done/get | {} | TerminalStateReached",
                "done/update | {'status':'IN_PROGRESS'} | InvalidStateTransition",
                "done/update | {'status':'SUCCEEDED'} | InvalidStateTransition",
                "job1/update | {'status':'FAILED','expectedVersion':1} | VersionMismatch",
                "wait/update | {'status':'REJECTED','expectedVersion':9} | VersionMismatch",
                "done/update | {'status':'FAILED','expectedVersion':1} | VersionMismatch",
            })
    void refusesWithTheCodeOfAws(String rest, String payload, String code) {
        byte[] before = device.stored();
        device.call(10, rest, payload);
        assertThat(device.topics()).containsExactly(rest + "/rejected");
        assertThat(device.on(rest + "/rejected").get("code").asText()).isEqualTo(code);
        assertThat(device.on(rest + "/rejected").get("timestamp").asInt()).isEqualTo(10);
        assertThat(device.last().error().code()).isEqualTo(code);
        boolean state = code.equals("InvalidStateTransition") || code.equals("VersionMismatch");
        assertThat(device.on(rest + "/rejected").has("executionState")).isEqualTo(state);
        assertThat(device.stored()).isEqualTo(before);
        assertThat(device.last().changed()).isFalse();
    }

    @Test
    void aMismatchTellsTheStateThereIs() {
        device.call(
                10,
                "job1/update",
                "{'status':'SUCCEEDED','expectedVersion':1,'clientToken':'t-1'}");
        assertThat(device.on("job1/update/rejected"))
                .isEqualTo(
                        json(
                                "{'code':'VersionMismatch',"
                                        + "'message':'the execution has version 2',"
                                        + "'executionState':{'status':'IN_PROGRESS',"
                                        + "'statusDetails':{},'versionNumber':2},"
                                        + "'timestamp':10,'clientToken':'t-1'}"));
        device.call(11, "done/update", "{'status':'FAILED'}");
        assertThat(device.on("done/update/rejected").get("executionState"))
                .isEqualTo(
                        json(
                                "{'status':'SUCCEEDED','statusDetails':{'a':'b'},"
                                        + "'versionNumber':3}"));
    }

    @Test
    void tooManyRequestsInFlightAreThrottled() {
        device.call(10, "get", "{}".getBytes(StandardCharsets.UTF_8), 11);
        assertThat(device.on("get/rejected").get("code").asText()).isEqualTo("RequestThrottled");
        device.call(10, "get", "{}".getBytes(StandardCharsets.UTF_8), 10);
        assertThat(device.topics()).containsExactly("get/accepted");
    }

    @Test
    void bytesThatAreNoUtf8AreNoJson() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'};
        device.call(10, "get", bytes, 0);
        assertThat(device.on("get/rejected").get("code").asText()).isEqualTo("InvalidJson");
    }

    @Test
    void limitsOfStatusDetailsAreInclusive() {
        String name = "n".repeat(128);
        String value = "v".repeat(1024);
        device.call(10, "job1/update", progress(name, value));
        assertThat(device.topics()).containsExactly("job1/update/accepted");
        device.call(11, "job1/update", progress(name + "n", value));
        assertThat(device.topics()).containsExactly("job1/update/rejected");
        device.call(12, "job1/update", progress(name, value + "v"));
        assertThat(device.topics()).containsExactly("job1/update/rejected");
    }

    @Test
    void aJobsIdHasUpTo64Characters() {
        String id = "j".repeat(64);
        device.queue(10, id).call(11, id + "/get", "{}");
        assertThat(device.topics()).containsExactly(id + "/get/accepted");
        device.call(12, id + "j/get", "{}");
        assertThat(device.on(id + "j/get/rejected").get("code").asText())
                .isEqualTo("InvalidRequest");
    }

    private static String progress(String name, String value) {
        return "{'status':'IN_PROGRESS','statusDetails':{'" + name + "':'" + value + "'}}";
    }
}
