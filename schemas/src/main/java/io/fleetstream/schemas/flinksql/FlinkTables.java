package io.fleetstream.schemas.flinksql;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.TopicCatalogue;
import io.fleetstream.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A {@code CREATE TABLE} of Flink SQL for every topic of the catalogue, under the name of the topic
 * with underscores.
 *
 * <p>Columns have the names and types of the Avro fields. Times are BIGINT, in microseconds as
 * written, because Flink's Avro format reads microseconds as if they were milliseconds; beside each
 * stands a computed column {@code NAME_ts}. The schema is given in full, because Flink would
 * otherwise read enums as strings, which Avro refuses.
 *
 * <p>The table of a compacted topic holds the last row of each key, where the key is a column.
 * Where it is made of several, every record that the topic still has is a row.
 */
public final class FlinkTables {
    private static final String BYTES = "bytes";
    private static final String EVENT_TIME = "event_time";

    private final String bootstrapServers;
    private final String registryUrl;

    /**
     * Tables on one cluster.
     *
     * @param bootstrapServers of Kafka
     * @param registryUrl of the schema registry
     */
    public FlinkTables(String bootstrapServers, String registryUrl) {
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    /** Every topic's statement, in the order of the catalogue, without semicolons. */
    public List<String> statements() {
        return TopicCatalogue.all().stream().map(this::statement).toList();
    }

    /** The name of a topic's table. */
    public static String tableName(String topic) {
        return topic.replace('.', '_').replace('-', '_');
    }

    /** The schema of a topic's records; fails for topics of bytes. */
    public static Schema schemaOf(TopicSpec topic) {
        try {
            Class<?> type =
                    Class.forName(RecordHeaders.class.getPackageName() + "." + topic.value());
            return (Schema) type.getMethod("getClassSchema").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no record " + topic.value(), e);
        }
    }

    /** The schema a topic's table reads with: times are plain numbers. */
    public static String readerSchema(TopicSpec topic) {
        return FlinkTypes.readerSchema(schemaOf(topic));
    }

    private String statement(TopicSpec topic) {
        return BYTES.equals(topic.value()) ? ofBytes(topic) : ofRecords(topic);
    }

    private String ofBytes(TopicSpec topic) {
        List<String> columns = new ArrayList<>();
        columns.add(quoted(topic.key()) + " STRING");
        columns.add("`payload` BYTES");
        columns.add("`headers` MAP<STRING, BYTES> METADATA VIRTUAL");
        addPlace(columns);
        return create(
                topic,
                columns,
                List.of(
                        option("connector", "kafka"),
                        option("key.format", "raw"),
                        option("key.fields", topic.key()),
                        option("value.format", "raw"),
                        option("value.fields-include", "EXCEPT_KEY")));
    }

    private String ofRecords(TopicSpec topic) {
        Schema schema = schemaOf(topic);
        List<String> columns = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            columns.add(quoted(field.name()) + " " + FlinkTypes.of(field.schema()));
        }
        for (Schema.Field field : schema.getFields()) {
            if (isTime(field.schema())) {
                columns.add(computed(field));
            }
        }
        addPlace(columns);
        List<String> options = new ArrayList<>();
        if (isUpserted(topic)) {
            columns.add("PRIMARY KEY (" + quoted(topic.key()) + ") NOT ENFORCED");
            options.add(option("connector", "upsert-kafka"));
            options.add(option("key.format", "raw"));
        } else {
            if (schema.getField(EVENT_TIME) != null) {
                columns.add(
                        "WATERMARK FOR `event_time_ts` AS `event_time_ts` - INTERVAL '10' SECOND");
            }
            options.add(option("connector", "kafka"));
        }
        options.add(option("value.format", "avro-confluent"));
        options.add(option("value.avro-confluent.url", registryUrl));
        options.add(option("value.avro-confluent.subject", topic.name() + "-value"));
        options.add(option("value.avro-confluent.schema", readerSchema(topic)));
        return create(topic, columns, options);
    }

    private String create(TopicSpec topic, List<String> columns, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add(1, option("topic", topic.name()));
        all.add(2, option("properties.bootstrap.servers", bootstrapServers));
        all.add(3, option("properties.isolation.level", "read_committed"));
        if (!isUpserted(topic)) {
            all.add(4, option("scan.startup.mode", "earliest-offset"));
        }
        return "CREATE TABLE "
                + quoted(tableName(topic.name()))
                + " (\n  "
                + String.join(",\n  ", columns)
                + "\n) WITH (\n  "
                + String.join(",\n  ", all)
                + "\n)";
    }

    private static boolean isUpserted(TopicSpec topic) {
        return topic.compacted() && schemaOf(topic).getField(topic.key()) != null;
    }

    private static void addPlace(List<String> columns) {
        columns.add("`kafka_partition` INT METADATA FROM 'partition' VIRTUAL");
        columns.add("`kafka_offset` BIGINT METADATA FROM 'offset' VIRTUAL");
        columns.add("`kafka_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL");
    }

    private static String computed(Schema.Field field) {
        boolean micros =
                FlinkTypes.plain(field.schema()).getLogicalType()
                        instanceof LogicalTypes.TimestampMicros;
        return "%s AS TO_TIMESTAMP_LTZ(%s%s, 3)"
                .formatted(
                        quoted(field.name() + "_ts"),
                        quoted(field.name()),
                        micros ? " / 1000" : "");
    }

    private static boolean isTime(Schema schema) {
        return FlinkTypes.plain(schema).getLogicalType() != null;
    }

    private static String option(String key, String value) {
        return literal(key) + " = " + literal(value);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return "`" + name.lines().collect(Collectors.joining()).replace("`", "``") + "`";
    }
}
