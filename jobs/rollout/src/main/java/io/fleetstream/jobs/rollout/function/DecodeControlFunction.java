package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.rollout.domain.job.ArtifactLinks;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionException;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutControlKind;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decodes the log of control and sees whether definitions can be used: what goes on from here makes
 * sense. What does not goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeControlFunction extends ProcessFunction<KafkaRecord, RolloutControl> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final boolean hasArtifacts;
    private final DeadLetters letters;

    private transient ConfluentAvroDecoder<RolloutControl> decoder;

    /**
     * Asks the registry of the settings for schemas.
     *
     * @param hasArtifacts whether documents may ask for addresses of artifacts
     * @param letters who signs dead letters
     */
    public DecodeControlFunction(
            KafkaSettings settings, boolean hasArtifacts, DeadLetters letters) {
        this.settings = settings;
        this.hasArtifacts = hasArtifacts;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        decoder = new ConfluentAvroDecoder<>(RolloutControl.class, settings);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<RolloutControl> out)
            throws Exception {
        try {
            RolloutControl row = decoder.decode(record.value());
            String wrong = wrong(row, hasArtifacts);
            if (wrong.isEmpty()) {
                out.collect(row);
            } else {
                refuse(record, ReasonCode.WRONG_TYPE, wrong, context);
            }
        } catch (UndecodableRecordException e) {
            refuse(record, e.reason(), e.getMessage(), context);
        }
    }

    /** What is wrong with a step; empty if nothing is. */
    static String wrong(RolloutControl row, boolean hasArtifacts) {
        if (row.getRolloutId().isEmpty()) {
            return "about no rollout";
        }
        if (row.getKind() == RolloutControlKind.COMMAND && row.getCommand() == null) {
            return "a command that says nothing";
        }
        if (row.getKind() == RolloutControlKind.DECISION
                && (row.getDecision() == null || row.getExpects() == null)) {
            return "a decision that says nothing, or not for which version";
        }
        if (row.getKind() != RolloutControlKind.DEFINE) {
            return "";
        }
        if (row.getDefinition() == null) {
            return "a rollout without a definition";
        }
        try {
            RolloutDefinition read = DefinitionReader.read(row.getDefinition());
            if (!read.id().equals(row.getRolloutId())) {
                return "defines the rollout " + read.id();
            }
            String wrong = ArtifactLinks.wrong(read.document(), hasArtifacts);
            return wrong.isEmpty() ? ArtifactLinks.wrong(read.rollback(), hasArtifacts) : wrong;
        } catch (DefinitionException e) {
            return e.getMessage();
        }
    }

    private void refuse(KafkaRecord record, ReasonCode reason, String message, Context context) {
        context.output(DeadLetters.TAG, letters.builder(record, reason, message).build());
    }
}
