package io.fleetstream.jobs.prediction.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.domain.model.ModelSpecReader;
import io.fleetstream.jobs.prediction.onnx.OnnxModel;
import io.fleetstream.jobs.prediction.state.ModelRow;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.PredictionModel;
import io.fleetstream.schemas.ReasonCode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes models, fetches those that lie elsewhere, and tries each: what goes on from here can be
 * used. What cannot goes to {@link DeadLetters#TAG}, and the version before stays in use. A null
 * value deletes the model its key names. No state.
 */
public final class DecodeModelFunction extends ProcessFunction<KafkaRecord, ModelRow> {
    private static final long serialVersionUID = 1L;

    /** A dead letter keeps what fits into a record of Kafka's usual size. */
    private static final int MOST_KEPT = 512 * 1024;

    private final KafkaSettings settings;
    private final double alertOver;
    private final int mostBytes;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<PredictionModel> decoder;
    private transient ModelSpecReader reader;
    private transient Counter refused;

    /**
     * Asks the registry of the settings for schemas.
     *
     * @param alertOver probability of alarms where a definition says nothing
     * @param mostBytes size of the largest model
     */
    public DecodeModelFunction(
            KafkaSettings settings, double alertOver, int mostBytes, DeadLetters letters) {
        this.settings = settings;
        this.alertOver = alertOver;
        this.mostBytes = mostBytes;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(PredictionModel.class, settings);
        reader = new ModelSpecReader(alertOver);
        refused = FleetMetrics.of(getRuntimeContext()).counter("refusedModels");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<ModelRow> out)
            throws Exception {
        if (record.value() == null && record.key() != null) {
            out.collect(ModelRow.deletion(record.keyText().orElseThrow()));
            return;
        }
        try {
            PredictionModel model = decoder.decode(record.value());
            ModelSpec spec = reader.read(model.getDefinition());
            if (!spec.id().equals(model.getModel())) {
                throw new ModelException("/definition", "names the model " + spec.id());
            }
            byte[] content = ModelContent.of(model, mostBytes);
            OnnxModel.load(spec, content).close();
            out.collect(
                    new ModelRow(spec.id(), model.getVersion(), model.getDefinition(), content));
        } catch (UndecodableRecordException e) {
            refuse(record, e.reason(), null, e.getMessage(), context);
        } catch (ModelException e) {
            refuse(record, ReasonCode.WRONG_TYPE, e.path(), e.getMessage(), context);
        }
    }

    private void refuse(
            KafkaRecord record, ReasonCode reason, String path, String message, Context context) {
        refused.inc();
        DeadLetter.Builder letter = letters.builder(record, reason, message).setPath(path);
        if (record.value() != null && record.value().length > MOST_KEPT) {
            letter.setRawValue(null);
        }
        context.output(DeadLetters.TAG, letter.build());
    }
}
