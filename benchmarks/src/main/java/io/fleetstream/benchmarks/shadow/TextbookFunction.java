package io.fleetstream.benchmarks.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.schemas.ShadowDocument;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Keeps {@link TextbookShadow}s in map state. */
final class TextbookFunction extends KeyedProcessFunction<String, TextbookRequest, KafkaRecord> {
    static final OutputTag<ShadowDocument> DOCUMENTS =
            new OutputTag<>("documents", new AvroTypeInfo<>(ShadowDocument.class));

    private static final long serialVersionUID = 1L;
    private static final String CLASSIC = "";

    private transient MapState<String, JsonNode> shadows;

    @Override
    public void open(OpenContext context) {
        shadows =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "shadows", Types.STRING, JsonNodeTypeInfo.INSTANCE));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object where nothing has changed
    public void processElement(TextbookRequest request, Context context, Collector<KafkaRecord> out)
            throws Exception {
        TextbookShadow shadow =
                new TextbookShadow(
                        (topic, payload) ->
                                out.collect(Downlinks.record(request.device(), topic, payload)),
                        document -> context.output(DOCUMENTS, document));
        JsonNode stored = shadows.get(CLASSIC);
        JsonNode next = shadow.handle(stored, request);
        if (next != stored) {
            shadows.put(CLASSIC, next);
        }
    }
}
