package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.jobs.shadow.command.domain.BadCommandException;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.schemas.BulkRequest;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.SelectorException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes bulk requests, and refuses what no device could carry out, so that a mistake makes one
 * dead letter and not a million. No state.
 */
public final class DecodeBulkFunction extends ProcessFunction<KafkaRecord, BulkRow> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final int longestUpdate;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<BulkRequest> decoder;
    private transient BulkCheck rules;
    private transient Counter refused;

    /**
     * Asks the registry of the settings for schemas.
     *
     * @param longestUpdate bytes of the longest update of a shadow
     */
    public DecodeBulkFunction(KafkaSettings settings, int longestUpdate, DeadLetters letters) {
        this.settings = settings;
        this.longestUpdate = longestUpdate;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(BulkRequest.class, settings);
        rules = new BulkCheck(longestUpdate);
        refused = FleetMetrics.of(getRuntimeContext()).counter("deadLetters");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<BulkRow> out)
            throws Exception {
        try {
            BulkRequest request = decoder.decode(record.value());
            rules.check(request);
            out.collect(
                    new BulkRow(
                            request.getBulkId(),
                            request.getKind(),
                            request.getSelector(),
                            request.getShadowName(),
                            request.getPayload(),
                            request.getProperties(),
                            Micros.of(request.getCreatedAt()),
                            record.timestamp() * 1_000L));
        } catch (UndecodableRecordException e) {
            refuse(record, e.reason(), null, e.getMessage(), context);
        } catch (SelectorException e) {
            refuse(record, ReasonCode.WRONG_TYPE, "/selector", e.getMessage(), context);
        } catch (BadBulkException e) {
            refuse(record, e.reason(), e.path(), e.getMessage(), context);
        } catch (BadCommandException e) {
            refuse(record, e.reason(), "/payload", e.getMessage(), context);
        }
    }

    private void refuse(
            KafkaRecord record, ReasonCode reason, String path, String message, Context context) {
        refused.inc();
        context.output(
                DeadLetters.TAG, letters.builder(record, reason, message).setPath(path).build());
    }
}
