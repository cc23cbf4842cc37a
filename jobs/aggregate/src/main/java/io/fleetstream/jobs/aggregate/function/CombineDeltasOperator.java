package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.RollUp;
import io.fleetstream.jobs.aggregate.domain.RollUpDelta;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts together what the devices of one subtask have for the same roll-up and pane, before it goes
 * over the network: an organisation has one key, and many devices. What has come is sent on with
 * every watermark, before every checkpoint, and when there is much of it; nothing is kept.
 */
public final class CombineDeltasOperator extends AbstractStreamOperator<RollUpDelta>
        implements OneInputStreamOperator<Delta, RollUpDelta>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;

    private final int scopes;
    private final int kinds;
    private transient Map<Part, RollUpDelta> parts;

    /**
     * For those scopes.
     *
     * @param scopes bits of {@link Delta}
     * @param kinds kinds of windows
     */
    public CombineDeltasOperator(int scopes, int kinds) {
        this.scopes = scopes;
        this.kinds = kinds;
    }

    @Override
    public void open() throws Exception {
        super.open();
        parts = new LinkedHashMap<>();
    }

    @Override
    public void processElement(StreamRecord<Delta> element) {
        Delta delta = element.getValue();
        Place place = delta.place();
        add(delta, Delta.SITE, place.site());
        add(delta, Delta.TYPE, place.deviceType());
        add(delta, Delta.MODEL, place.model());
        add(delta, Delta.ORG, "");
        if (parts.size() >= MOST) {
            flush();
        }
    }

    private void add(Delta delta, int scope, String part) {
        if ((scopes & scope) == 0 || part == null) {
            return;
        }
        RollUp rollUp = new RollUp(scope, delta.place().org(), part, delta.metric());
        parts.computeIfAbsent(
                        new Part(rollUp, delta.pane()),
                        key -> new RollUpDelta(key.rollUp(), key.pane(), kinds))
                .merge(delta);
    }

    private void flush() {
        for (RollUpDelta part : parts.values()) {
            output.collect(new StreamRecord<>(part));
        }
        parts.clear();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }

    private record Part(RollUp rollUp, long pane) {}
}
