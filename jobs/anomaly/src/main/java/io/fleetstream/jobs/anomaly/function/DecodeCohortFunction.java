package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.WindowAggregate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes from the windows of models how their devices do; passes over all others. What cannot be
 * decoded goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeCohortFunction extends ProcessFunction<KafkaRecord, ReferenceRow> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final String window;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<WindowAggregate> decoder;

    /**
     * Asks the registry of the settings for schemas.
     *
     * @param window name of the windows that count
     */
    public DecodeCohortFunction(KafkaSettings settings, String window, DeadLetters letters) {
        this.settings = settings;
        this.window = window;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(WindowAggregate.class, settings);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<ReferenceRow> out)
            throws Exception {
        try {
            ModelCohorts.row(decoder.decode(record.value()), window).ifPresent(out::collect);
        } catch (UndecodableRecordException e) {
            context.output(DeadLetters.TAG, letters.deadLetter(record, e.reason(), e.getMessage()));
        } catch (IllegalStateException e) {
            // the sketch is of a newer release; the window is no loss that others cannot make good
            context.output(
                    DeadLetters.TAG,
                    letters.deadLetter(record, ReasonCode.UNREADABLE_RECORD, e.getMessage()));
        }
    }
}
