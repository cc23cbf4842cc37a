package io.fleetstream.cli.alarm;

import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.CompactedTopic;
import io.fleetstream.schemas.AlarmRule;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * The rules in {@code alarm.rules}. Only one operator at a time: a rule is read, counted up and
 * written, and of two writers the last one stays.
 */
public final class RuleShelf {
    private final Cluster cluster;
    private final Instant now;

    /**
     * @param now what {@code updated_at} becomes
     */
    public RuleShelf(Cluster cluster, Instant now) {
        this.cluster = cluster;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** All rules, by name. */
    public SortedMap<String, AlarmRule> rules() throws IOException {
        return CompactedTopic.read(cluster, Topics.ALARM_RULES, AlarmRule.class);
    }

    /**
     * Writes the rules of the files that differ from what is there; one line about each.
     *
     * @param actor who does
     * @throws IOException if one of them cannot be used; nothing is written then
     */
    public List<String> apply(Collection<Path> files, String actor) throws IOException {
        List<RuleFile> wanted = RuleFile.readAll(files);
        SortedMap<String, AlarmRule> known = rules();
        List<String> said = new ArrayList<>();
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (RuleFile file : wanted) {
                AlarmRule before = known.get(file.rule().id());
                if (before != null && before.getDefinition().equals(file.text())) {
                    said.add(file.rule().id() + " is as it was, version " + before.getVersion());
                    continue;
                }
                int version = before == null ? 1 : before.getVersion() + 1;
                writer.send(Topics.ALARM_RULES, file.rule().id(), row(file, version, actor));
                said.add(file.rule().id() + " is now version " + version);
            }
            writer.flush();
        }
        return said;
    }

    /**
     * Deletes rules; their alarms are over.
     *
     * @throws IOException if one of them is not there; nothing is deleted then
     */
    public void delete(Collection<String> ids) throws IOException {
        SortedMap<String, AlarmRule> known = rules();
        for (String id : ids) {
            if (!known.containsKey(id)) {
                throw new IOException("there is no rule '" + id + "'; ./fleet rules list");
            }
        }
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (String id : ids) {
                writer.delete(Topics.ALARM_RULES, id);
            }
            writer.flush();
        }
    }

    private AlarmRule row(RuleFile file, int version, String actor) {
        return AlarmRule.newBuilder()
                .setRuleId(file.rule().id())
                .setVersion(version)
                .setDefinition(file.text())
                .setUpdatedAt(now)
                .setUpdatedBy(actor)
                .build();
    }
}
