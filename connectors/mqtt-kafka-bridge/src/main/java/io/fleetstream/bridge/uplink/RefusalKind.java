package io.fleetstream.bridge.uplink;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a refusal by Kafka or its producer is about. */
enum RefusalKind {
    /** Nothing: Kafka is away or busy; the same record passes later. */
    KAFKA,
    /** The topic: it is missing, has an impossible name, or may not be written to. */
    TOPIC,
    /** The record alone. */
    RECORD,
    /** The producer or the whole cluster: credentials, fencing, a bug. */
    PRODUCER;

    static RefusalKind of(Throwable error) {
        if (error instanceof TopicAuthorizationException
                || error instanceof InvalidTopicException
                || error instanceof UnknownTopicOrPartitionException) {
            return TOPIC;
        }
        if (error instanceof RecordTooLargeException
                || error instanceof InvalidRecordException
                || error instanceof InvalidTimestampException) {
            return RECORD;
        }
        return error instanceof RetriableException ? KAFKA : PRODUCER;
    }
}
