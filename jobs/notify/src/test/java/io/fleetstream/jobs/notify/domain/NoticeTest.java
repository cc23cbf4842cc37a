package io.fleetstream.jobs.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AlarmSubject AS_IT_IS = new AlarmSubject(AlarmFilter.ALL, null);

    @Test
    void isTheWholeAlarmWithoutATemplate() throws IOException {
        Notice notice = Notice.of(TestAlarms.alarm().build(), AS_IT_IS);
        JsonNode body = JSON.readTree(notice.body());

        assertThat(notice.id()).isEqualTo("a1-1");
        assertThat(notice.lane()).isEqualTo("d1");
        assertThat(body.path("device_id").asText()).isEqualTo("d1");
        assertThat(body.path("happened_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(body.path("value").isDouble()).isTrue();
        assertThat(body.path("severity").asText()).isEqualTo("MAJOR");
        assertThat(body.path("actor").isNull()).isTrue();
        assertThat(body.size()).isEqualTo(AS_IT_IS.fields().size());
    }

    @Test
    void putsValuesWhereTheTemplateWantsThemWithoutBreakingIt() throws IOException {
        Template template =
                new Template(
                        "{\"text\":\"${rule_id}: ${comment} by ${actor}.\","
                                + "\"list\":[\"${value}\",7],\"actor\":\"${actor}\"}");
        AlarmSubject filled = new AlarmSubject(AlarmFilter.ALL, template);
        JsonNode body = JSON.readTree(Notice.of(TestAlarms.alarm().build(), filled).body());

        assertThat(body.path("text").asText()).isEqualTo("too-hot: The \"motor\" is too hot. by .");
        assertThat(body.path("list").path(0).doubleValue()).isEqualTo(91.5);
        assertThat(body.path("list").path(1).intValue()).isEqualTo(7);
        assertThat(body.path("actor").isNull()).isTrue();
    }

    @Test
    void namesASnoozeWithoutAnAlarmByItsTime() {
        assertThat(Notice.of(TestAlarms.alarm().setAlarmId(null).build(), AS_IT_IS).id())
                .isEqualTo("d1/too-hot/2026-03-01T12:00:00Z");
    }

    @Test
    void isTheWholeStateOfARolloutWithItsStagesAndGuards() throws IOException {
        Notice notice =
                Notice.of(
                        TestRollouts.step("fw-2", 7, "ROLLBACK").build(),
                        new RolloutSubject(RolloutFilter.STOPS, null));
        JsonNode body = JSON.readTree(notice.body());

        assertThat(notice.id()).isEqualTo("fw-2-7");
        assertThat(notice.lane()).isEqualTo("fw-2");
        assertThat(body.path("status").asText()).isEqualTo("ROLLED_BACK");
        assertThat(body.path("step_reason").asText()).isEqualTo("HARM:overheating");
        assertThat(body.path("step_actor").isNull()).isTrue();
        assertThat(body.at("/stages/0/failed").longValue()).isEqualTo(2);
        assertThat(body.at("/stages/0/opened_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(body.at("/guards/0/harm").doubleValue()).isEqualTo(64.5);
    }

    @Test
    void putsTheEvidenceOfARolloutIntoWords() throws IOException {
        Template template =
                new Template("{\"text\":\"${rollout_id} is ${status}: ${step_reason}\"}");
        Notice notice =
                Notice.of(
                        TestRollouts.step("fw-2", 7, "ROLLBACK").build(),
                        new RolloutSubject(RolloutFilter.STOPS, template));

        assertThat(JSON.readTree(notice.body()).path("text").asText())
                .isEqualTo("fw-2 is ROLLED_BACK: HARM:overheating");
    }
}
