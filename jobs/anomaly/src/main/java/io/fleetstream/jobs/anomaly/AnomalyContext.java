package io.fleetstream.jobs.anomaly;

import io.fleetstream.jobs.anomaly.function.DeviceInput;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.schemas.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What is known of devices beside their readings.
 *
 * @param inputs what the registry, their shadows, their status and people say of devices
 * @param reference rules and cohorts
 * @param deadLetters records that cannot be used
 */
public record AnomalyContext(
        DataStream<DeviceInput> inputs,
        DataStream<ReferenceRow> reference,
        DataStream<DeadLetter> deadLetters) {}
