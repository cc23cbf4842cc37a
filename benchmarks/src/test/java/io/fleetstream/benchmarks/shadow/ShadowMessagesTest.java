package io.fleetstream.benchmarks.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ShadowMessagesTest {
    private static final int DEVICES = 100;
    private static final int REQUESTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(messages()).usingRecursiveFieldByFieldElementComparator().isEqualTo(messages());
    }

    @Test
    void makeEveryShadowFirstOfAKilobyteEach() throws IOException {
        for (ShadowMessage creation : messages().subList(0, DEVICES)) {
            JsonNode state = JSON.readTree(creation.payload()).get("state");

            assertThat(
                            state.get("desired").toString().length()
                                    + state.get("reported").toString().length())
                    .isBetween(1_000, 1_060);
        }
        assertThat(messages().subList(0, DEVICES))
                .extracting(ShadowMessage::device)
                .doesNotHaveDuplicates();
    }

    @Test
    void hearFromTheFirstDeviceMostAndGetNowAndThen() {
        List<ShadowMessage> later = messages().subList(DEVICES, REQUESTS);
        Map<String, Long> byDevice =
                later.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ShadowMessage::device, Collectors.counting()));

        assertThat(byDevice.values())
                .allMatch(number -> number <= byDevice.get(ShadowMessages.device(0)));
        assertThat(later.stream().filter(each -> each.operation().equals("get")).count())
                .isCloseTo(REQUESTS / 20, Offset.offset(REQUESTS / 100L));
    }

    private static List<ShadowMessage> messages() {
        ShadowMessages messages = new ShadowMessages(DEVICES);
        List<ShadowMessage> all = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            all.add(messages.next());
        }
        return all;
    }
}
