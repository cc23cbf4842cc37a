package io.fleetstream.jobs.notify.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.notify.domain.AlarmFilter;
import io.fleetstream.schemas.AlarmEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets pass what a target is to be told of, as it stands in Kafka. What cannot be decoded goes to
 * {@link DeadLetters#TAG}. No state.
 */
public final class SelectAlarmsFunction extends ProcessFunction<KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final AlarmFilter filter;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<AlarmEvent> decoder;
    private transient AlarmFilter.Compiled compiled;

    /** Asks the registry of the settings for schemas. */
    public SelectAlarmsFunction(KafkaSettings settings, AlarmFilter filter, DeadLetters letters) {
        this.settings = settings;
        this.filter = filter;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(AlarmEvent.class, settings);
        compiled = filter.compile();
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        try {
            if (compiled.takes(decoder.decode(record.value()))) {
                out.collect(record);
            }
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }
}
