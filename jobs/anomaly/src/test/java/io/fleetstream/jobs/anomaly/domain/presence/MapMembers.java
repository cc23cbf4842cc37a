package io.fleetstream.jobs.anomaly.domain.presence;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Members in memory. */
final class MapMembers implements GroupMembers {
    private final Map<Kind, Map<String, Long>> kinds = new EnumMap<>(Kind.class);

    @Override
    public Long get(Kind kind, String device) {
        return of(kind).get(device);
    }

    @Override
    public void put(Kind kind, String device, long since) {
        of(kind).put(device, since);
    }

    @Override
    public void remove(Kind kind, String device) {
        of(kind).remove(device);
    }

    @Override
    public void forEach(Kind kind, ObjLongConsumer<String> action) {
        of(kind).forEach(action::accept);
    }

    private Map<String, Long> of(Kind kind) {
        return kinds.computeIfAbsent(kind, one -> new HashMap<>());
    }
}
