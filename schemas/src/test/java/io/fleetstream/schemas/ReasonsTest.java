package io.fleetstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonsTest {

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void explainsEveryCodeInSentences(ReasonCode code) {
        Reason reason = Reasons.of(code);

        assertThat(reason.code()).isEqualTo(code);
        assertThat(reason.meaning()).matches("[A-Z].*\\.");
        assertThat(reason.action()).matches("[A-Z].*\\.");
    }

    @Test
    void listsEveryCodeInItsOrder() {
        assertThat(Reasons.all()).extracting(Reason::code).containsExactly(ReasonCode.values());
    }
}
