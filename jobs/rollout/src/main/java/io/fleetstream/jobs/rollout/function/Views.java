package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutText;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/** What the log of control amounts to, read from broadcast state once. Not thread-safe. */
final class Views {
    private final Map<String, Known> known = new HashMap<>();
    // The bytes in state of which each was read.
    private final Map<String, byte[]> texts = new HashMap<>();
    private final Definitions definitions = new Definitions();

    /** A rollout. */
    record Known(RolloutView view, RolloutDefinition definition) {}

    /** A rollout; null if there is none of the name. */
    Known of(String rolloutId, ReadOnlyBroadcastState<String, byte[]> state) throws Exception {
        byte[] text = state.get(rolloutId);
        return text == null ? null : of(rolloutId, text);
    }

    /** All rollouts there are. */
    List<Known> all(ReadOnlyBroadcastState<String, byte[]> state) throws Exception {
        List<Known> all = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : state.immutableEntries()) {
            all.add(of(entry.getKey(), entry.getValue()));
        }
        return all;
    }

    /** Keeps where a rollout stands now. */
    Known put(RolloutView view, BroadcastState<String, byte[]> state) throws Exception {
        byte[] text = RolloutText.write(view);
        state.put(view.rolloutId(), text);
        return read(view.rolloutId(), text, view);
    }

    private Known of(String rolloutId, byte[] text) {
        // Broadcast state is on the heap and hands out what was put there.
        boolean same = texts.get(rolloutId) == text;
        return same ? known.get(rolloutId) : read(rolloutId, text, RolloutText.view(text));
    }

    private Known read(String rolloutId, byte[] text, RolloutView view) {
        Known next = new Known(view, definitions.of(view.text()));
        known.put(rolloutId, next);
        texts.put(rolloutId, text);
        return next;
    }
}
