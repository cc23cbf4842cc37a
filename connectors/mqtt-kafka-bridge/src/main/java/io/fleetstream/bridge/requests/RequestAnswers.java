package io.fleetstream.bridge.requests;

/**
 * Tells the count what the downlink publishes. An answer has the topic of its request with {@code
 * /accepted} or {@code /rejected} behind; anything else is none.
 */
public final class RequestAnswers {
    private static final String ACCEPTED = "/accepted";
    private static final String REJECTED = "/rejected";

    private final CountedRoutes routes;
    private final UnansweredRequests requests;

    /** Settles requests of these routes. */
    public RequestAnswers(CountedRoutes routes, UnansweredRequests requests) {
        this.routes = routes;
        this.requests = requests;
    }

    /** A message with this topic is about to be published, or will never be. */
    public void published(String topic) {
        // Both are equally long.
        if (topic.endsWith(ACCEPTED) || topic.endsWith(REJECTED)) {
            routes.thing(topic.substring(0, topic.length() - ACCEPTED.length()))
                    .ifPresent(requests::answered);
        }
    }
}
