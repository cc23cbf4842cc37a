package io.fleetstream.emulator.update;

import java.util.List;

/** The topics of a device's jobs, as AWS IoT has them. */
public record JobTopics(String device) {
    private static final String ACCEPTED = "/accepted";
    private static final String REJECTED = "/rejected";

    /** What a device that runs jobs subscribes to. */
    public List<String> subscriptions() {
        return List.of(notifyNext(), request("start-next") + "/+", request("+/update") + "/+");
    }

    /** Where a request goes. */
    public String request(String rest) {
        return "$aws/things/" + device + "/jobs/" + rest;
    }

    /** Where it is told what is next. */
    public String notifyNext() {
        return request("notify-next");
    }

    /** Whether a topic is that of an answer about jobs. */
    public boolean isAnswer(String topic) {
        return topic.startsWith(request(""))
                && (topic.endsWith(ACCEPTED) || topic.endsWith(REJECTED));
    }

    /** Whether an answer says yes. */
    public boolean isAccepted(String topic) {
        return topic.endsWith(ACCEPTED);
    }
}
