package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.confluent.ReadingBytes;
import io.fleetstream.connectors.confluent.ReadingReader;
import io.fleetstream.connectors.confluent.ReadingView;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.schemas.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Takes from a reading what rules look at. A value of quality BAD is not to be believed, and is no
 * value. No state.
 */
public final class TakeReadingFunction extends RichMapFunction<ReadingBytes, DeviceInput> {
    private static final long serialVersionUID = 1L;

    private transient ReadingReader reader;

    @Override
    public void open(OpenContext context) {
        reader = new ReadingReader();
    }

    @Override
    public DeviceInput map(ReadingBytes bytes) {
        ReadingView reading = reader.read(bytes);
        List<Sample.MetricValue> values = new ArrayList<>(reading.metrics());
        for (int index = 0; index < reading.metrics(); index++) {
            if (reading.quality(index) != Quality.BAD) {
                values.add(new Sample.MetricValue(reading.name(index), reading.value(index)));
            }
        }
        Sample sample =
                new Sample(
                        millis(reading.eventTime()),
                        millis(reading.receivedAt()),
                        reading.sourcePartition(),
                        reading.sourceOffset(),
                        reading.sourceIndex(),
                        values);
        return DeviceInputs.reading(bytes.deviceId(), place(reading), sample);
    }

    private static DeviceInputs.Place place(ReadingView reading) {
        return new DeviceInputs.Place(
                known(reading.org()),
                known(reading.site()),
                known(reading.deviceType()),
                known(reading.model()),
                known(reading.firmware()));
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }

    private static long millis(long micros) {
        return Math.floorDiv(micros, TimeUnit.MILLISECONDS.toMicros(1));
    }
}
