package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Writer;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.Extras;
import io.fleetstream.jobs.shadow.domain.beyond.RequestIds;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.state.ShadowStates;
import io.fleetstream.schemas.RecordHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * What is remembered beside the shadows of a device. State is read only where a setting asks for
 * it, and written only where there is something to remember.
 */
final class ShadowMemory {
    private final Extensions extensions;
    private final RequestIds ids;
    private final MapState<String, byte[]> extras;
    private final ValueState<byte[]> done;
    private final BinaryOut buffer = new BinaryOut();

    ShadowMemory(RuntimeContext context, Extensions extensions) {
        this.extensions = extensions;
        this.ids = new RequestIds(extensions.requestIds());
        this.extras = context.getMapState(ShadowStates.EXTRAS);
        this.done = context.getState(ShadowStates.REQUEST_IDS);
    }

    /**
     * Whether the request has been done already; if not, it is remembered as done. An expiry is
     * not: a second one finds nothing that is over.
     */
    boolean isRepeated(KafkaRecord record, ShadowRequest request) throws Exception {
        Optional<String> id =
                extensions.requestIds() == 0 || request.writer() == Writer.EXPIRY
                        ? Optional.empty()
                        : record.header(RecordHeaders.REQUEST_ID);
        if (id.isEmpty()) {
            return false;
        }
        byte[] next =
                ids.next(
                        done.value(),
                        id.get(),
                        record.header(RecordHeaders.MQTT_TOPIC).orElseThrow());
        if (next == null) {
            return true;
        }
        done.update(next);
        return false;
    }

    /** Whether anything is remembered beside any shadow. */
    boolean isOn() {
        return extensions.remember();
    }

    /** What is remembered of a shadow; null if nothing ever is. */
    Extras of(String name) throws Exception {
        return extensions.remember(name) ? Extras.of(extras.get(name), extensions, name) : null;
    }

    /** Remembers it. */
    void put(String name, Extras changed, long now) throws Exception {
        byte[] bytes = changed.toBytes(buffer, now);
        if (bytes != null) {
            extras.put(name, bytes);
        } else if (extras.contains(name)) {
            remove(name);
        }
    }

    void remove(String name) throws Exception {
        if (isOn()) {
            extras.remove(name);
        }
    }

    /** The shadows of which something is remembered. */
    List<String> names() throws Exception {
        List<String> names = new ArrayList<>();
        if (isOn()) {
            extras.keys().forEach(names::add);
        }
        return names;
    }
}
