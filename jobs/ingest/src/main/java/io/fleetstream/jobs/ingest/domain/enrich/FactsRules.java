package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.schemas.DeviceFacts;
import java.util.Objects;

/** What a message teaches about its device. */
public final class FactsRules {
    private FactsRules() {}

    /**
     * The facts after a new reading.
     *
     * @param before null for a device seen for the first time
     * @param time event time of the reading, microseconds since the epoch
     * @param receivedAt arrival of its message, microseconds since the epoch
     * @return {@code before} itself if the reading teaches nothing
     */
    public static FactsRow learn(
            FactsRow before, ParsedReading reading, long time, long receivedAt) {
        if (before == null) {
            return new FactsRow(
                    receivedAt, reading.firmware(), reading.bootId(), time, false, null, null);
        }
        boolean silent = reading.firmware() == null && reading.bootId() == null;
        // What an overtaken message says was true before what is known.
        if (silent || time < before.reportedAt()) {
            return before;
        }
        return new FactsRow(
                before.firstSeen(),
                known(reading.firmware(), before.firmware()),
                known(reading.bootId(), before.bootId()),
                time,
                before.registered(),
                before.clockOffset(),
                before.manifest());
    }

    /**
     * The facts with what is known of the device by other means than its readings.
     *
     * @return {@code facts} itself if nothing is new
     */
    public static FactsRow with(
            FactsRow facts, boolean registered, Long clockOffset, String manifest) {
        boolean same =
                facts.registered() == registered
                        && Objects.equals(facts.clockOffset(), clockOffset)
                        && Objects.equals(facts.manifest(), manifest);
        return same
                ? facts
                : new FactsRow(
                        facts.firstSeen(),
                        facts.firmware(),
                        facts.bootId(),
                        facts.reportedAt(),
                        registered,
                        clockOffset,
                        manifest);
    }

    /** Whether the rest of the world is to hear of the change. */
    public static boolean deservesNotice(FactsRow before, FactsRow after) {
        return before == null
                || before.registered() != after.registered()
                || !Objects.equals(before.firmware(), after.firmware())
                || !Objects.equals(before.bootId(), after.bootId())
                || !Objects.equals(before.clockOffset(), after.clockOffset())
                || !Objects.equals(before.manifest(), after.manifest());
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
                .setClockOffsetMicros(facts.clockOffset())
                .setManifest(facts.manifest())
                .setUpdatedAt(Micros.instant(message.receivedAt()))
                .build();
    }

    private static String known(String said, String before) {
        return said == null ? before : said;
    }
}
