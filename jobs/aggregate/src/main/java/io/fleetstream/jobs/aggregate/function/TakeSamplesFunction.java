package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.connectors.confluent.ReadingBytes;
import io.fleetstream.connectors.confluent.ReadingReader;
import io.fleetstream.connectors.confluent.ReadingView;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Summary;
import io.fleetstream.jobs.aggregate.state.FormatTypeInfo;
import io.fleetstream.jobs.aggregate.state.Formats;
import io.fleetstream.schemas.SampleSummary;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;

/**
 * Takes from a reading what the windows need of it. Stands behind the shuffle, which then carries
 * bytes; what readings have in common is made once. No state.
 */
public final class TakeSamplesFunction extends RichMapFunction<ReadingBytes, DeviceSamples>
        implements ResultTypeQueryable<DeviceSamples> {
    private static final long serialVersionUID = 1L;

    private transient ReadingReader reader;
    private transient CommonParts common;

    @Override
    public void open(OpenContext context) {
        reader = new ReadingReader();
        common = new CommonParts();
    }

    @Override
    public DeviceSamples map(ReadingBytes reading) {
        return samples(reading.deviceId(), reader.read(reading));
    }

    @Override
    public TypeInformation<DeviceSamples> getProducedType() {
        return new FormatTypeInfo<>(Formats.SAMPLES);
    }

    private DeviceSamples samples(String deviceId, ReadingView reading) {
        int size = reading.metrics();
        double[] values = new double[size];
        byte[] qualities = null;
        Summary[] summaries = null;
        for (int i = 0; i < size; i++) {
            values[i] = reading.value(i);
            byte quality = ToSamplesFunction.quality(reading.quality(i), values[i]);
            if (quality != DeviceSamples.GOOD) {
                qualities = qualities == null ? new byte[size] : qualities;
                qualities[i] = quality;
            }
            SampleSummary summary = reading.summary(i);
            if (summary != null) {
                summaries = summaries == null ? new Summary[size] : summaries;
                summaries[i] = ToSamplesFunction.summary(summary, values[i]);
            }
        }
        return new DeviceSamples(
                deviceId,
                common.place(reading),
                reading.eventTime(),
                reading.receivedAt(),
                common.names(reading),
                values,
                common.units(reading),
                qualities == null ? common.allGood(size) : qualities,
                summaries,
                reading.sourcePartition(),
                reading.sourceOffset(),
                reading.sourceIndex());
    }
}
