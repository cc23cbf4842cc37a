package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.LateReading;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes of watching devices.
 *
 * @param alarms everything that happens to alarms
 * @param downlink what devices are told
 * @param late readings that came too late to be judged
 * @param progress how far judging is, about once a second of arrival time
 */
public record AnomalyStreams(
        DataStream<AlarmEvent> alarms,
        DataStream<KafkaRecord> downlink,
        DataStream<LateReading> late,
        DataStream<Heartbeat> progress) {}
