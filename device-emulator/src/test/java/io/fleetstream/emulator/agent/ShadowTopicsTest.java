package io.fleetstream.emulator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowTopicsTest {
    private final ShadowTopics classic = new ShadowTopics("d1", "");
    private final ShadowTopics named = new ShadowTopics("d1", "config");

    @Test
    void areThoseOfAws() {
        assertThat(classic.request("get")).isEqualTo("$aws/things/d1/shadow/get");
        assertThat(named.request("update")).isEqualTo("$aws/things/d1/shadow/name/config/update");
        assertThat(named.subscriptions())
                .containsExactly(
                        "$aws/things/d1/shadow/name/config/+/accepted",
                        "$aws/things/d1/shadow/name/config/+/rejected",
                        "$aws/things/d1/shadow/name/config/update/delta");
    }

    @Test
    void everyAnswerIsFoundByItsOwnShadowOnly() {
        for (ShadowAnswer answer : ShadowAnswer.values()) {
            assertThat(classic.answer(classic.request(answer.suffix()))).contains(answer);
            assertThat(named.answer(named.request(answer.suffix()))).contains(answer);
            assertThat(classic.answer(named.request(answer.suffix()))).isEmpty();
            assertThat(named.answer(classic.request(answer.suffix()))).isEmpty();
        }
        assertThat(classic.answer("$aws/things/d1/shadow/update/documents")).isEmpty();
        assertThat(classic.answer("$aws/things/d11/shadow/update/delta")).isEmpty();
    }

    @Test
    void aDeviceStaysBelowTheLimitOfRequestsUnderWay() {
        List<String> nine = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        assertThat(AgentOptions.NONE.withShadows(nine).shadows()).hasSize(10).contains("", "i");
        List<String> ten = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        assertThatThrownBy(() -> AgentOptions.NONE.withShadows(ten))
                .hasMessageContaining("at most 9 names");
    }
}
