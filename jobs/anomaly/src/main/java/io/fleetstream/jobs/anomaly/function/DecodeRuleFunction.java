package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.anomaly.state.RuleRow;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.ReasonCode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes rules and sees whether they compile: what goes on from here can be used. What cannot goes
 * to {@link DeadLetters#TAG}, and the version before stays in force. A null value deletes the rule
 * its key names. No state.
 */
public final class DecodeRuleFunction extends ProcessFunction<KafkaRecord, ReferenceRow> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<io.fleetstream.schemas.AlarmRule> decoder;
    private transient RuleReader reader;
    private transient Counter refused;

    /** Asks the registry of the settings for schemas. */
    public DecodeRuleFunction(KafkaSettings settings, DeadLetters letters) {
        this.settings = settings;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(io.fleetstream.schemas.AlarmRule.class, settings);
        reader = new RuleReader();
        refused = FleetMetrics.of(getRuntimeContext()).counter("deadLetters");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<ReferenceRow> out)
            throws Exception {
        if (record.value() == null && record.key() != null) {
            out.collect(ReferenceRow.of(new RuleRow(record.keyText().orElseThrow(), 0, null)));
            return;
        }
        try {
            io.fleetstream.schemas.AlarmRule row = decoder.decode(record.value());
            AlarmRule rule = reader.read(row.getDefinition());
            if (!rule.id().equals(row.getRuleId())) {
                refuse(record, ReasonCode.WRONG_TYPE, "names the rule " + rule.id(), context);
                return;
            }
            out.collect(
                    ReferenceRow.of(
                            new RuleRow(row.getRuleId(), row.getVersion(), row.getDefinition())));
        } catch (UndecodableRecordException e) {
            refuse(record, e.reason(), e.getMessage(), context);
        } catch (RuleException e) {
            refuse(record, ReasonCode.WRONG_TYPE, e.getMessage(), context);
        }
    }

    private void refuse(KafkaRecord record, ReasonCode reason, String message, Context context) {
        refused.inc();
        context.output(
                DeadLetters.TAG,
                letters.builder(record, reason, message).setPath("/definition").build());
    }
}
