package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.connectors.confluent.ReadingDecoder;
import io.fleetstream.connectors.confluent.ReadingView;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.Summary;
import io.fleetstream.jobs.aggregate.state.FormatTypeInfo;
import io.fleetstream.jobs.aggregate.state.Formats;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.SampleSummary;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes from the records of readings what the windows need of them. What cannot be decoded goes to
 * {@link DeadLetters#TAG} and is counted; heartbeats are counted and go nowhere; a registry that
 * cannot be reached fails the task, and Flink restarts it. No state.
 */
public final class DecodeSamplesFunction extends ProcessFunction<KafkaRecord, DeviceSamples>
        implements ResultTypeQueryable<DeviceSamples> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final DeadLetters refused;
    private transient ReadingDecoder decoder;
    private transient Counter undecodable;
    private transient Counter heartbeats;

    /** Decodes by the registry of those settings. */
    public DecodeSamplesFunction(KafkaSettings settings, DeadLetters refused) {
        this.settings = settings;
        this.refused = refused;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ReadingDecoder(settings);
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        undecodable = metrics.counter("undecodable");
        heartbeats = metrics.counter("heartbeats");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceSamples> out)
            throws Exception {
        if (Heartbeats.is(record)) {
            heartbeats.inc();
            return;
        }
        ReadingView reading;
        try {
            reading = decoder.decode(record.value());
        } catch (UndecodableRecordException e) {
            undecodable.inc();
            context.output(DeadLetters.TAG, refused.deadLetter(record, e.reason(), e.getMessage()));
            return;
        }
        out.collect(samples(reading));
    }

    @Override
    public TypeInformation<DeviceSamples> getProducedType() {
        return new FormatTypeInfo<>(Formats.SAMPLES);
    }

    private static DeviceSamples samples(ReadingView reading) {
        int size = reading.metrics();
        String[] names = new String[size];
        double[] values = new double[size];
        String[] units = new String[size];
        byte[] qualities = new byte[size];
        Summary[] summaries = null;
        for (int i = 0; i < size; i++) {
            names[i] = reading.name(i);
            values[i] = reading.value(i);
            units[i] = reading.unit(i);
            qualities[i] = ToSamplesFunction.quality(reading.quality(i));
            SampleSummary summary = reading.summary(i);
            if (summary != null) {
                summaries = summaries == null ? new Summary[size] : summaries;
                summaries[i] = ToSamplesFunction.summary(summary, values[i]);
            }
        }
        return new DeviceSamples(
                reading.deviceId(),
                new Place(reading.org(), reading.site(), reading.deviceType(), reading.model()),
                reading.eventTime(),
                reading.receivedAt(),
                names,
                values,
                units,
                qualities,
                summaries,
                reading.sourcePartition(),
                reading.sourceOffset(),
                reading.sourceIndex());
    }
}
