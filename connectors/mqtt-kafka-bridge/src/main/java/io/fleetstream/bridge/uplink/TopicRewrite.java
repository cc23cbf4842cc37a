package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.ConfigException;
import java.util.List;

/**
 * Gives topics of one form another one: a template such as {@code
 * {tid}/main/device/{device_id}/reading}, whose names are those of the route's topics.
 */
final class TopicRewrite {
    private final String[] levels;

    private TopicRewrite(String[] levels) {
        this.levels = levels;
    }

    /**
     * Reads a template for topics of the given forms.
     *
     * @throws ConfigException if it names a level that one of them does not have
     */
    static TopicRewrite parse(String text, List<TopicTemplate> topics) {
        String[] levels = text.split("/", -1);
        for (String level : levels) {
            for (TopicTemplate topic : topics) {
                if (TopicTemplate.isVariable(level) && topic.levelOf(level) < 0) {
                    throw new ConfigException(
                            "routes[].as: "
                                    + text
                                    + " is not accepted; expected names that every topic of the"
                                    + " route has, not "
                                    + level);
                }
            }
        }
        return new TopicRewrite(levels);
    }

    /** The topic, given by its levels, in the new form. */
    String apply(TopicTemplate template, String[] topic) {
        StringBuilder rewritten = new StringBuilder();
        for (String level : levels) {
            rewritten.append(rewritten.isEmpty() ? "" : "/");
            rewritten.append(
                    TopicTemplate.isVariable(level) ? topic[template.levelOf(level)] : level);
        }
        return rewritten.toString();
    }
}
