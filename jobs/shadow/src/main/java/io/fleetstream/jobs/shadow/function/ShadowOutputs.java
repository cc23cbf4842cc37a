package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.schemas.ShadowEvent;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** Side outputs of {@link MergeShadowFunction}. */
public final class ShadowOutputs {
    /**
     * Every version of every shadow: key as in the topic, value a {@code ShadowDocument} as Avro
     * encodes it, since texts of a kilobyte are costly to decode, copy and encode again.
     */
    public static final OutputTag<KafkaRecord> DOCUMENTS =
            new OutputTag<>("documents", KafkaRecordTypeInfo.INSTANCE);

    /** What became of something desired. */
    public static final OutputTag<ShadowEvent> EVENTS =
            new OutputTag<>("events", new AvroTypeInfo<>(ShadowEvent.class));

    /** Requests that the job writes into its own log. */
    public static final OutputTag<KafkaRecord> REQUESTS =
            new OutputTag<>("requests", KafkaRecordTypeInfo.INSTANCE);

    private ShadowOutputs() {}
}
