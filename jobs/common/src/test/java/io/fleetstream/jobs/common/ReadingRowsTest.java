package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReadingRow;
import io.fleetstream.schemas.SampleSummary;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ReadingRowsTest {
    @Test
    void makesOneRowOfEveryMetric() {
        Reading reading =
                TestReadings.reading("d1")
                        .sequence(7)
                        .source(2, 99, 1)
                        .metric("temperature", 21.5, "Cel")
                        .metric("humidity", 40, "%")
                        .build();

        List<ReadingRow> rows = ReadingRows.of(reading);

        assertThat(rows)
                .extracting(ReadingRow::getMetric)
                .containsExactly("temperature", "humidity");
        assertThat(rows).extracting(ReadingRow::getValue).containsExactly(21.5, 40.0);
        assertThat(rows).extracting(ReadingRow::getUnit).containsExactly("Cel", "%");
    }

    @Test
    void takesEveryFieldOfTheSameNameFromTheReading() {
        Reading reading = TestReadings.reading("d1").sequence(7).source(2, 99, 1).build();
        reading.setModel("m1");
        reading.setFirmware("1.4.2");
        reading.setWindowMicros(60_000_000L);
        reading.getMetrics().get(0).setSummary(new SampleSummary(3L, 1.0, 3.0, 0.5));

        ReadingRow row = ReadingRows.of(reading).get(0);

        for (Schema.Field field : ReadingRow.getClassSchema().getFields()) {
            Schema.Field same = Reading.getClassSchema().getField(field.name());
            if (same != null && same.schema().equals(field.schema())) {
                assertThat(row.get(field.pos()))
                        .as(field.name())
                        .isNotNull()
                        .isEqualTo(reading.get(same.pos()));
            }
        }
        assertThat(row.getTime()).isEqualTo(reading.getEventTime());
    }

    @Test
    void saysWhatIsRemarkableAboutAValue() {
        Reading reading = TestReadings.reading("d1").metric("t", 21.1, "Cel").build();
        reading.setFlags(List.of(ReadingFlag.SKEWED, ReadingFlag.LATE));
        reading.setWindowMicros(60_000_000L);
        Metric metric = reading.getMetrics().get(0);
        metric.setQualityReason(QualityReason.OUT_OF_RANGE);
        metric.setSentUnit("[degF]");

        ReadingRow row = ReadingRows.of(reading).get(0);

        assertThat(row.getFlags()).isEqualTo("SKEWED,LATE");
        assertThat(row.getQualityReason()).isEqualTo("OUT_OF_RANGE");
        assertThat(row.getSentUnit()).isEqualTo("[degF]");
        assertThat(row.getWindowMicros()).as("without summary there is no window").isNull();

        metric.setSummary(new SampleSummary(3L, 1.0, null, 0.5));
        ReadingRow mean = ReadingRows.of(reading).get(0);
        assertThat(mean.getSampleCount()).isEqualTo(3);
        assertThat(mean.getSampleMin()).isEqualTo(1.0);
        assertThat(mean.getSampleMax()).isNull();
        assertThat(mean.getSampleStd()).isEqualTo(0.5);
        assertThat(mean.getWindowMicros()).isEqualTo(60_000_000L);
    }

    @Test
    void leavesEmptyWhatIsNotRemarkable() {
        ReadingRow row = ReadingRows.of(TestReadings.reading("d1").build()).get(0);

        assertThat(row.getFlags()).isNull();
        assertThat(row.getQualityReason()).isNull();
        assertThat(row.getSampleCount()).isNull();
        assertThat(row.getWindowMicros()).isNull();
    }
}
