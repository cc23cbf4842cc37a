package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.sequence.Finding;
import io.fleetstream.schemas.SequenceEvent;

/** The record by which a finding about a counter is told. */
final class SequenceEvents {
    private SequenceEvents() {}

    static SequenceEvent of(Finding finding, ParsedMessage message, int index, long eventTime) {
        return new SequenceEvent(
                message.deviceId(),
                finding.kind(),
                finding.from(),
                finding.to(),
                message.readings().get(index).bootId(),
                Micros.instant(eventTime),
                Micros.instant(message.receivedAt()),
                message.partition(),
                message.offset(),
                index);
    }
}
