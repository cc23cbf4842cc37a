package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** Side outputs of {@link MergeShadowFunction}. */
public final class ShadowOutputs {
    /** Every version of every shadow. */
    public static final OutputTag<ShadowDocument> DOCUMENTS =
            new OutputTag<>("documents", new AvroTypeInfo<>(ShadowDocument.class));

    /** What became of something desired. */
    public static final OutputTag<ShadowEvent> EVENTS =
            new OutputTag<>("events", new AvroTypeInfo<>(ShadowEvent.class));

    /** Requests that the job writes into its own log. */
    public static final OutputTag<KafkaRecord> REQUESTS =
            new OutputTag<>("requests", KafkaRecordTypeInfo.INSTANCE);

    private ShadowOutputs() {}
}
