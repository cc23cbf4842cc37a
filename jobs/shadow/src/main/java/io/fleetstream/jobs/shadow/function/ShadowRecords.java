package io.fleetstream.jobs.shadow.function;

import io.fleetstream.jobs.shadow.domain.beyond.Notice;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes records of the contract from what the domain says. */
final class ShadowRecords {
    private ShadowRecords() {}

    static ShadowEvent event(
            String device,
            String name,
            ShadowEventKind kind,
            long version,
            long pendingSince,
            long happenedAt) {
        return new ShadowEvent(
                device,
                name,
                kind,
                version,
                instant(pendingSince),
                instant(happenedAt),
                happenedAt - pendingSince,
                "",
                null);
    }

    static ShadowEvent event(String device, String name, Notice notice, long version) {
        ShadowEvent event =
                event(
                        device,
                        name,
                        ShadowEventKind.valueOf(notice.kind().name()),
                        version,
                        notice.since(),
                        notice.at());
        event.setPath(notice.path());
        event.setDetail(notice.detail());
        return event;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
