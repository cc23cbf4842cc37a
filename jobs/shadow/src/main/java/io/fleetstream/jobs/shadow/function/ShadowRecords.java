package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.shadow.domain.Change;
import io.fleetstream.jobs.shadow.domain.beyond.Notice;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes records of the contract from what the domain says. */
final class ShadowRecords {
    private ShadowRecords() {}

    static ShadowDocument document(ShadowTopic topic, Change change, KafkaRecord source) {
        return new ShadowDocument(
                topic.thing(),
                topic.name(),
                change.version(),
                change.deleted(),
                instant(change.createdAt()),
                instant(change.updatedAt()),
                text(change.desired()),
                text(change.reported()),
                text(change.metadata()),
                change.desiredVersion(),
                change.reportedVersion(),
                change.pendingSince() == 0 ? null : instant(change.pendingSince()),
                source.partition(),
                source.offset());
    }

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

    private static String text(Text json) {
        return json == null ? null : json.toString();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
