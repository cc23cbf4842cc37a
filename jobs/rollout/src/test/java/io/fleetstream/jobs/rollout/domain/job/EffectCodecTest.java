package io.fleetstream.jobs.rollout.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectCodecTest {
    @Test
    void everyEffectSurvives() {
        Effect queue =
                new Effect.Queue(
                        "fw-2",
                        new Origin("fw", 3, 900),
                        "{\"a\":{\"b\":[1,2]}}",
                        1200,
                        new Retries(2, FailureType.TIMED_OUT, 60_000_000));
        for (Effect effect :
                new Effect[] {
                    queue,
                    new Effect.Queue("x", new Origin("x", -1, 500), "{}", 0, Retries.NONE),
                    new Effect.Cancel("fw-2", true),
                    new Effect.Remove("fw-2"),
                    new Effect.Delete("fw-2", false),
                    new Effect.Tick()
                }) {
            assertThat(EffectCodec.of(EffectCodec.toBytes(effect))).isEqualTo(effect);
        }
    }

    @Test
    void whatIsLeftOutHasItsUsualValue() {
        assertThat(of("{'effect':'queue','jobId':'a','jobDocument':{}}"))
                .isEqualTo(
                        new Effect.Queue(
                                "a",
                                new Origin("a", -1, Origin.USUAL_WEIGHT),
                                "{}",
                                0,
                                Retries.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "{",
                "{}",
                "{'effect':'dance'}",
                "{'effect':'remove'}",
                "{'effect':'remove','jobId':'a b'}",
                "{'effect':'queue','jobId':'a'}",
                "{'effect':'queue','jobId':'a','jobDocument':'x'}",
                "{'effect':'queue','jobId':'a','jobDocument':{},'weight':1001}",
                "{'effect':'queue','jobId':'a','jobDocument':{},'timeoutSeconds':604801}",
                "{'effect':'queue','jobId':'a','jobDocument':{},'retries':{'number':11}}",
            })
    void whatIsNoEffectIsRefused(String json) {
        assertThatThrownBy(() -> of(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentHasUpTo32768Characters() {
        String fill = "x".repeat(JobLimits.MAX_DOCUMENT_CHARS - "{\"a\":\"\"}".length());
        assertThat(of("{'effect':'queue','jobId':'a','jobDocument':{'a':'" + fill + "'}}"))
                .isInstanceOf(Effect.Queue.class);
        assertThatThrownBy(
                        () ->
                                of(
                                        "{'effect':'queue','jobId':'a','jobDocument':{'a':'x"
                                                + fill
                                                + "'}}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Effect of(String json) {
        return EffectCodec.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
