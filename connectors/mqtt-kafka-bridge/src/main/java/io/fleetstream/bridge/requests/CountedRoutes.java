package io.fleetstream.bridge.requests;

import java.util.Optional;

/** Finds out whose request a topic belongs to. */
@FunctionalInterface
public interface CountedRoutes {
    /**
     * The thing, with the kind of its requests, whose unanswered requests are counted.
     *
     * @param requestTopic MQTT topic of the request
     * @return empty if requests of this topic are not counted
     */
    Optional<String> thing(String requestTopic);
}
