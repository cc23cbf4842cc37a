package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingRow;
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

        ReadingRow row = ReadingRows.of(reading).get(0);

        for (Schema.Field field : ReadingRow.getClassSchema().getFields()) {
            Schema.Field same = Reading.getClassSchema().getField(field.name());
            if (same != null) {
                assertThat(row.get(field.pos()))
                        .as(field.name())
                        .isNotNull()
                        .isEqualTo(reading.get(same.pos()));
            }
        }
        assertThat(row.getTime()).isEqualTo(reading.getEventTime());
    }
}
