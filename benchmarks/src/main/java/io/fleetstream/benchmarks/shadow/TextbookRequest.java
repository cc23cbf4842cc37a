package io.fleetstream.benchmarks.shadow;

/**
 * A request as Flink carries a record of Java.
 *
 * @param device the thing
 * @param mqttTopic topic of the request
 * @param payload bytes of the payload
 * @param receivedAt arrival, microseconds since the epoch
 * @param partition partition in Kafka
 * @param offset offset there
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record TextbookRequest(
        String device,
        String mqttTopic,
        byte[] payload,
        long receivedAt,
        int partition,
        long offset) {}
