package io.fleetstream.jobs.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isTheWholeAlarmWithoutATemplate() throws IOException {
        Notice notice = Notice.of(TestAlarms.alarm().build(), null);
        JsonNode body = JSON.readTree(notice.body());

        assertThat(notice.id()).isEqualTo("a1-1");
        assertThat(notice.lane()).isEqualTo("d1");
        assertThat(body.path("device_id").asText()).isEqualTo("d1");
        assertThat(body.path("happened_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(body.path("value").isDouble()).isTrue();
        assertThat(body.path("severity").asText()).isEqualTo("MAJOR");
        assertThat(body.path("actor").isNull()).isTrue();
        assertThat(body.size()).isEqualTo(AlarmDocument.FIELDS.size());
    }

    @Test
    void putsValuesWhereTheTemplateWantsThemWithoutBreakingIt() throws IOException {
        Template template =
                new Template(
                        "{\"text\":\"${rule_id}: ${comment} by ${actor}.\","
                                + "\"list\":[\"${value}\",7],\"actor\":\"${actor}\"}");
        JsonNode body = JSON.readTree(Notice.of(TestAlarms.alarm().build(), template).body());

        assertThat(body.path("text").asText()).isEqualTo("too-hot: The \"motor\" is too hot. by .");
        assertThat(body.path("list").path(0).doubleValue()).isEqualTo(91.5);
        assertThat(body.path("list").path(1).intValue()).isEqualTo(7);
        assertThat(body.path("actor").isNull()).isTrue();
    }

    @Test
    void namesASnoozeWithoutAnAlarmByItsTime() {
        assertThat(Notice.of(TestAlarms.alarm().setAlarmId(null).build(), null).id())
                .isEqualTo("d1/too-hot/2026-03-01T12:00:00Z");
    }
}
