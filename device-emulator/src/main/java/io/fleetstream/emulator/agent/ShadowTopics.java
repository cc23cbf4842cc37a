package io.fleetstream.emulator.agent;

import java.util.List;
import java.util.Optional;

/**
 * Topics of one shadow.
 *
 * @param thing device id
 * @param name of the shadow; empty for the classic one
 */
public record ShadowTopics(String thing, String name) {

    /** Topic of a request: {@code get}, {@code update} or {@code delete}. */
    public String request(String operation) {
        return base() + operation;
    }

    /** What a device subscribes to; not the documents, which are for others. */
    public List<String> subscriptions() {
        return List.of(base() + "+/accepted", base() + "+/rejected", base() + "update/delta");
    }

    /** What a message on a topic is; empty if it is none of this shadow's answers. */
    public Optional<ShadowAnswer> answer(String topic) {
        if (topic.startsWith(base())) {
            String suffix = topic.substring(base().length());
            for (ShadowAnswer answer : ShadowAnswer.values()) {
                if (answer.suffix().equals(suffix)) {
                    return Optional.of(answer);
                }
            }
        }
        return Optional.empty();
    }

    private String base() {
        String shadow = "$aws/things/" + thing + "/shadow/";
        return name.isEmpty() ? shadow : shadow + "name/" + name + "/";
    }
}
