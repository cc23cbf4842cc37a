package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.time.Timing;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import java.util.List;

/** Puts the stored form of a reading together. */
public final class ReadingAssembly {
    private ReadingAssembly() {}

    /**
     * The {@code index}-th reading of a message. Organisation, site and type are the registry's,
     * else the MQTT topic's; firmware and boot are the reading's own, else those reported last.
     *
     * @param timing when it was measured
     * @param registry null if the registry does not know the device
     * @param metrics as they are stored
     * @param facts what is known of the device after this reading
     */
    public static Reading reading(
            ParsedMessage message,
            int index,
            Timing timing,
            RegistryRow registry,
            List<Metric> metrics,
            FactsRow facts) {
        ParsedReading parsed = message.readings().get(index);
        Long deviceTime = parsed.deviceTime();
        Reading reading = new Reading();
        reading.setDeviceId(message.deviceId());
        reading.setOrg(registry == null ? message.org() : registry.org());
        reading.setSite(registry == null ? message.site() : registry.site());
        reading.setDeviceType(registry == null ? message.deviceType() : registry.deviceType());
        reading.setModel(registry == null ? null : registry.model());
        reading.setFirmware(parsed.firmware() == null ? facts.firmware() : parsed.firmware());
        reading.setBootId(parsed.bootId() == null ? facts.bootId() : parsed.bootId());
        reading.setEventTime(Micros.instant(timing.eventTime()));
        reading.setDeviceTime(deviceTime == null ? null : Micros.instant(deviceTime));
        reading.setReceivedAt(Micros.instant(message.receivedAt()));
        reading.setTimeSource(timing.source());
        reading.setClockOffsetMicros(timing.clockOffset());
        reading.setWindowMicros(parsed.windowMicros());
        reading.setSequence(parsed.sequence());
        reading.setMetrics(metrics);
        reading.setSourcePartition(message.partition());
        reading.setSourceOffset(message.offset());
        reading.setSourceIndex(index);
        reading.setFlags(timing.flags());
        return reading;
    }
}
