package io.fleetstream.jobs.notify.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.notify.domain.Subject;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets pass what a target is to be told of, as it stands in Kafka. What cannot be decoded goes to
 * {@link DeadLetters#TAG}. No state.
 *
 * @param <T> what it is told of
 */
public final class SelectFunction<T extends SpecificRecord>
        extends ProcessFunction<KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final Subject<T> subject;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<T> decoder;
    private transient Predicate<T> filter;

    /** Asks the registry of the settings for schemas. */
    public SelectFunction(KafkaSettings settings, Subject<T> subject, DeadLetters letters) {
        this.settings = settings;
        this.subject = subject;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(subject.type(), settings);
        filter = subject.filter();
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        try {
            if (filter.test(decoder.decode(record.value()))) {
                out.collect(record);
            }
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
        }
    }
}
