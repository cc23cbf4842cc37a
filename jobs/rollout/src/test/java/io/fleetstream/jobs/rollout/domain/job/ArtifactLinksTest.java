package io.fleetstream.jobs.rollout.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.schemas.firmware.ArtifactKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of artifacts in what devices are told. */
class ArtifactLinksTest {
    private static final String BASE = "https://fw.example/images/";
    private static final ArtifactKey KEY =
            new ArtifactKey("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    private static final long NEXT_HOUR = 3_600;

    private final DeviceQueue device = device();

    @Test
    void everyDocumentADeviceIsGivenHasAnAddressOfItsOwnTime() {
        device.effect(100, job("fw", "${fleet:artifact:a.bin}", Retries.NONE));
        assertGood(device.on("notify-next"), "/execution/jobDocument", 1, 100);
        assertThat(device.on("notify").toString()).doesNotContain("http");

        device.call(200, "$next/get", "{}");
        assertGood(device.on("$next/get/accepted"), "/execution/jobDocument", 1, 200);
        device.call(300, "start-next", "{}");
        assertGood(device.on("start-next/accepted"), "/execution/jobDocument", 1, 300);
        device.call(400, "fw/get", "{}");
        assertGood(device.on("fw/get/accepted"), "/execution/jobDocument", 1, 400);
        device.call(500, "fw/update", "{'status':'IN_PROGRESS','includeJobDocument':true}");
        assertGood(device.on("fw/update/accepted"), "/jobDocument", 1, 500);
        device.call(600, "get", "{}");
        assertThat(device.on("get/accepted").toString()).doesNotContain("http");
        device.call(700, "fw/get", "{'includeJobDocument':false}");
        assertThat(device.on("fw/get/accepted").toString()).doesNotContain("http");
    }

    @Test
    void theNextTryHasOthers() {
        device.effect(
                100, job("fw", "${fleet:artifact:a.bin}", new Retries(1, FailureType.ALL, 0)));
        device.call(200, "start-next", "{}");
        String first = url(device.on("start-next/accepted"), "/execution/jobDocument");
        device.call(300, "fw/update", "{'status':'FAILED'}");
        assertGood(device.on("notify-next"), "/execution/jobDocument", 2, 300);
        // the first one's address with the number of the second
        URI old = URI.create(first.replace("execution=1", "execution=2"));
        assertThat(KEY.refusal("a.bin", old.getRawQuery(), Instant.ofEpochSecond(300)))
                .isNotEmpty();
    }

    @Test
    void theSameRecordsGiveTheSameBytes() {
        DeviceQueue other = device();
        for (DeviceQueue each : new DeviceQueue[] {device, other}) {
            each.effect(100, job("fw", "${fleet:artifact:a.bin}", Retries.NONE));
            each.call(200, "start-next", "{}");
        }
        assertThat(device.said()).isEqualTo(other.said());
        assertThat(device.stored()).isEqualTo(other.stored());
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${aws:iot:s3-presigned-url:https://s3/x}, ${aws:iot:s3-presigned-url:https://s3/x}",
        "${fleet:artifact:}, ${fleet:artifact:}",
    })
    void nothingElseIsTouched(String before, String after) {
        device.effect(100, job("fw", before, Retries.NONE));
        assertThat(url(device.on("notify-next"), "/execution/jobDocument")).isEqualTo(after);
    }

    @Test
    void severalPlacesGetTheirOwn() {
        device.effect(
                100, job("fw", "${fleet:artifact:a.bin} ${fleet:artifact:b.bin}", Retries.NONE));
        String[] both = url(device.on("notify-next"), "/execution/jobDocument").split(" ", -1);
        assertThat(both).hasSize(2);
        assertThat(refusal(both[0], "a.bin")).isEmpty();
        assertThat(refusal(both[1], "b.bin")).isEmpty();
        assertThat(refusal(both[1].replace("b.bin", "a.bin"), "a.bin")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"url\":\"http://x\"}', false, ''",
        "'{\"url\":\"${fleet:artifact:a.bin}\"}', true, ''",
        "'{\"url\":\"${fleet:artifact:a.bin}\"}', false, rollout.artifact-url",
        "'{\"url\":\"${fleet:artifact:}\"}', true, NAME",
        "'{\"url\":\"${fleet:artifact:a/b}\"}', true, NAME",
        "'{\"url\":\"${fleet:artifact:a.bin\"}', true, NAME",
    })
    void saysWhatIsWrong(String document, boolean possible, String wrong) {
        String said = ArtifactLinks.wrong(document, possible);
        if (wrong.isEmpty()) {
            assertThat(said).isEmpty();
        } else {
            assertThat(said).contains(wrong);
        }
        assertThat(ArtifactLinks.wrong(null, possible)).isEmpty();
    }

    private static DeviceQueue device() {
        return new DeviceQueue(
                new JobEngine(
                        JobLimits.DEFAULT,
                        Unverified.DEFAULT,
                        JobEvents.OFF,
                        new ArtifactLinks(BASE, KEY)));
    }

    private static Effect.Queue job(String id, String url, Retries retries) {
        return new Effect.Queue(
                id,
                new Origin(id, -1, Origin.USUAL_WEIGHT),
                "{\"firmware\":{\"url\":\"" + url + "\"}}",
                0,
                retries);
    }

    private static void assertGood(JsonNode message, String at, long execution, long second) {
        String url = url(message, at);
        assertThat(url)
                .startsWith(BASE + "a.bin?thing=d1&job=fw&execution=" + execution + "&")
                .contains("&expires=" + (second + NEXT_HOUR) + "&");
        String query = URI.create(url).getRawQuery();
        assertThat(KEY.refusal("a.bin", query, Instant.ofEpochSecond(second + NEXT_HOUR - 1)))
                .isEmpty();
        assertThat(KEY.refusal("a.bin", query, Instant.ofEpochSecond(second + NEXT_HOUR)))
                .contains("expired");
    }

    private static String refusal(String url, String artifact) {
        return KEY.refusal(artifact, URI.create(url).getRawQuery(), Instant.ofEpochSecond(100));
    }

    private static String url(JsonNode message, String at) {
        return message.at(at + "/firmware/url").asText();
    }
}
