package io.fleetstream.connectors.parquet;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Directories {@code org=…/dt=2026-03-01/hour=12}, by event time in UTC. Names are encoded, so that
 * none can lead out of its directory.
 */
public final class OrgHourBuckets<T> implements BucketAssigner<T, String> {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter DAY_AND_HOUR =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    private final Property<T, String> org;
    private final Property<T, Instant> eventTime;

    /** With where to find organisation and event time in an element. */
    public OrgHourBuckets(Property<T, String> org, Property<T, Instant> eventTime) {
        this.org = org;
        this.eventTime = eventTime;
    }

    @Override
    public String getBucketId(T element, Context context) {
        return bucket(org.apply(element), eventTime.apply(element));
    }

    static String bucket(String org, Instant eventTime) {
        return "org=" + DirectoryNames.encode(org) + "/" + DAY_AND_HOUR.format(eventTime);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    /** A property of an element. */
    @FunctionalInterface
    public interface Property<T, V> extends Function<T, V>, Serializable {}
}
