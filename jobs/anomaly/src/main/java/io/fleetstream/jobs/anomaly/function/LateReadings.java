package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.watch.DeviceCard;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.schemas.LateReading;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Readings that came too late to be judged, as records; times in whole milliseconds. */
final class LateReadings {
    private LateReadings() {}

    static LateReading of(String device, DeviceCard card, Sample sample) {
        return LateReading.newBuilder()
                .setDeviceId(device)
                .setOrg(card.attributes().org())
                .setEventTime(Instant.ofEpochMilli(sample.time()))
                .setReceivedAt(Instant.ofEpochMilli(sample.arrival()))
                .setBehindMicros(TimeUnit.MILLISECONDS.toMicros(Math.max(0, card.behind(sample))))
                .setValues(sample.values().size())
                .setSourcePartition(sample.partition())
                .setSourceOffset(sample.offset())
                .setSourceIndex(sample.index())
                .build();
    }
}
