package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.schemas.DeviceFacts;
import java.util.Objects;

/** What a message teaches about its device. */
public final class FactsRules {
    /** State that is read for every message but written once a day does not expire nor cost. */
    private static final long REFRESH_MICROS = 86_400_000_000L;

    private FactsRules() {}

    /**
     * The facts after a new reading.
     *
     * @param before null for a device seen for the first time
     * @return {@code before} itself if nothing is to be kept; at least once a day of the device's
     *     time it is something new, so that the facts of a living device are written and live on
     */
    public static FactsRow learn(
            FactsRow before, ParsedReading reading, long receivedAt, boolean registered) {
        long time = reading.timeOr(receivedAt);
        if (before == null) {
            return new FactsRow(receivedAt, reading.firmware(), reading.bootId(), time, registered);
        }
        // What an overtaken message says was true before what is known.
        boolean current = time >= before.reportedAt();
        String firmware =
                current ? known(reading.firmware(), before.firmware()) : before.firmware();
        String bootId = current ? known(reading.bootId(), before.bootId()) : before.bootId();
        FactsRow after = new FactsRow(before.firstSeen(), firmware, bootId, time, registered);
        boolean stale = time - before.reportedAt() > REFRESH_MICROS;
        return stale || deservesNotice(before, after) ? after : before;
    }

    /** Whether the rest of the world is to hear of the change. */
    public static boolean deservesNotice(FactsRow before, FactsRow after) {
        return before == null
                || before.registered() != after.registered()
                || !Objects.equals(before.firmware(), after.firmware())
                || !Objects.equals(before.bootId(), after.bootId());
    }

    /** The record that announces the facts of the device of {@code message}. */
    public static DeviceFacts announce(FactsRow facts, ParsedMessage message) {
        return DeviceFacts.newBuilder()
                .setDeviceId(message.deviceId())
                .setOrg(message.org())
                .setSite(message.site())
                .setDeviceType(message.deviceType())
                .setRegistered(facts.registered())
                .setFirstSeen(Micros.instant(facts.firstSeen()))
                .setFirmware(facts.firmware())
                .setBootId(facts.bootId())
                .setUpdatedAt(Micros.instant(message.receivedAt()))
                .build();
    }

    private static String known(String said, String before) {
        return said == null ? before : said;
    }
}
