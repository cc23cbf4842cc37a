package io.fleetstream.cli.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fleetstream.schemas.RecordHeaders;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class ShadowClientTest {
    @Test
    void leavesTheTimeOfArrivalToKafka() throws JsonProcessingException {
        ShadowRequest request =
                new ShadowRequest(
                        new ShadowAddress("d1", ""),
                        "get",
                        Json.MAPPER.createObjectNode(),
                        Map.of("ttl", "PT1H"));
        ProducerRecord<byte[], byte[]> record = ShadowClient.record(request, "t");
        assertThat(record.timestamp()).isNull();
        assertThat(record.headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        RecordHeaders.MQTT_TOPIC, RecordHeaders.WRITER, "user.ttl");
    }
}
