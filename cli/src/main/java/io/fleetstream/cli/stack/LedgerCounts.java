package io.fleetstream.cli.stack;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The numbers behind a {@link Ledger}. Thread-safe. */
final class LedgerCounts {
    private final Set<Place> readings = new HashSet<>();
    private final Set<Place> readingMessages = new HashSet<>();
    private final Set<Refusal> deadLetters = new HashSet<>();
    private final Set<Place> duplicates = new HashSet<>();
    private final Set<Sequence> sequences = new HashSet<>();
    private final Map<ReasonCode, Long> reasons = new EnumMap<>(ReasonCode.class);
    private long rawMessages;
    private long heartbeats;
    private long values;
    private long repeated;
    private long deadLettersOfDevices;

    synchronized void raw(boolean heartbeat) {
        if (heartbeat) {
            heartbeats++;
        } else {
            rawMessages++;
        }
    }

    synchronized void reading(Reading reading) {
        int partition = reading.getSourcePartition();
        long offset = reading.getSourceOffset();
        if (!readings.add(new Place(partition, offset, reading.getSourceIndex()))) {
            repeated++;
            return;
        }
        readingMessages.add(new Place(partition, offset, 0));
        values += reading.getMetrics().size();
        if (reading.getSequence() != null) {
            sequences.add(
                    new Sequence(
                            reading.getDeviceId(), reading.getBootId(), reading.getSequence()));
        }
    }

    /** Only what ingest refused counts here: a message of {@code telemetry.raw}. */
    synchronized void deadLetter(DeadLetter letter) {
        if (!Topics.TELEMETRY_RAW.equals(letter.getSourceTopic())) {
            return;
        }
        Place place = new Place(letter.getSourcePartition(), letter.getSourceOffset(), 0);
        if (deadLetters.add(new Refusal(place, replayId(letter)))) {
            reasons.merge(letter.getReason(), 1L, Long::sum);
            if (letter.getDeviceId() != null) {
                deadLettersOfDevices++;
            }
        } else {
            repeated++;
        }
    }

    synchronized void duplicate(Duplicate duplicate) {
        if (!duplicates.add(
                new Place(
                        duplicate.getSourcePartition(),
                        duplicate.getSourceOffset(),
                        duplicate.getSourceIndex()))) {
            repeated++;
        }
    }

    synchronized LedgerSnapshot snapshot() {
        return new LedgerSnapshot(
                rawMessages,
                heartbeats,
                readingMessages.size(),
                readings.size(),
                values,
                sequences.size(),
                deadLetters.size(),
                Map.copyOf(reasons),
                duplicates.size(),
                repeated);
    }

    synchronized long deadLettersOfDevices() {
        return deadLettersOfDevices;
    }

    /** A replayed message has the place of the first; its refusal is another one nevertheless. */
    private static String replayId(DeadLetter letter) {
        return letter.getHeaders().stream()
                .filter(header -> header.getKey().equals(RecordHeaders.REPLAY_ID))
                .map(header -> StandardCharsets.UTF_8.decode(header.getValue().duplicate()))
                .map(CharSequence::toString)
                .findFirst()
                .orElse("");
    }

    private record Refusal(Place place, String replayId) {}

    private record Place(int partition, long offset, int index) {}

    private record Sequence(String device, String boot, long number) {}
}
