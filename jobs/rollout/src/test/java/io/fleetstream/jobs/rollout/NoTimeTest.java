package io.fleetstream.jobs.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.Topics;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoTimeTest {
    private static final KafkaRecord RECORD =
            new KafkaRecord(Topics.ALARMS, 0, 0, 0, null, new byte[1], List.of());

    /** Records come in so many periods; when has the topic been read? */
    @ParameterizedTest
    @CsvSource({
        "table, 0, 25",
        "table, 40, 64",
        "table, 1000, 1024",
        "table, 4000, 3000",
        "busy, 0, 25",
        "busy, 40, 64",
        "busy, 1000, 150",
        "never, 1000, 0"
    })
    void holdsTimeBackUntilTheTopicHasBeenRead(String kind, int busy, int until) {
        WatermarkStrategy<KafkaRecord> strategy =
                switch (kind) {
                    case "table" -> NoTime.strategy();
                    case "busy" -> NoTime.busy();
                    default -> NoTime.never();
                };
        WatermarkGenerator<KafkaRecord> generator = strategy.createWatermarkGenerator(null);
        Told told = new Told();
        int periods = 0;
        for (; !told.idle; periods++) {
            if (periods < busy) {
                generator.onEvent(RECORD, 0, told);
            }
            generator.onPeriodicEmit(told);
        }

        assertThat(periods - 1).isEqualTo(until);
        generator.onEvent(RECORD, 0, told);
        told.idle = false;
        generator.onPeriodicEmit(told);
        assertThat(told.idle).isTrue();
    }

    private static final class Told implements WatermarkOutput {
        private boolean idle;

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new AssertionError("it has no time to tell");
        }

        @Override
        public void markIdle() {
            idle = true;
        }

        @Override
        public void markActive() {
            idle = false;
        }
    }
}
