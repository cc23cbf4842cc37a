package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.state.IngestStates;
import io.fleetstream.jobs.ingest.state.ModelRow;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/** Reference data as a device's input sees them. */
record ReadOnlyReference(
        KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context) implements Reference {

    @Override
    public ModelRow model(String key) throws Exception {
        return context.getBroadcastState(IngestStates.MODELS).get(key);
    }

    @Override
    public Registration manifested(ParsedMessage message) {
        return null;
    }
}
