package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.schemas.Selector;
import java.util.LinkedHashMap;
import java.util.Map;

/** Selectors compiled once, the latest ones used; for one thread. */
final class SelectorCache {
    private static final int MOST = 64;

    private final Map<String, Selector> compiled =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Selector> eldest) {
                    return size() > MOST;
                }
            };

    Selector of(String text) {
        return compiled.computeIfAbsent(text, Selector::parse);
    }
}
