package io.fleetstream.cli.letters;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.cli.topic.UnreadableRecordException;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The topic {@code telemetry.dead-letters}, read to its end. */
final class LetterBox {
    private final Cluster cluster;

    LetterBox(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Takes one dead letter after the other. */
    @FunctionalInterface
    interface Visitor {
        /** Takes a dead letter. */
        void visit(FoundLetter found) throws IOException;
    }

    /**
     * Visits what the filter accepts, in the order of each partition; the dead letters of a device
     * are in one.
     *
     * @return how many records could not be read
     */
    long visit(LetterFilter filter, Visitor visitor) throws IOException {
        AtomicLong unreadable = new AtomicLong();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.TELEMETRY_DEAD_LETTERS,
                            filter.since(),
                            record -> {
                                if (record.value() == null) {
                                    unreadable.incrementAndGet();
                                    return;
                                }
                                DeadLetter letter;
                                try {
                                    letter = codec.decode(record.value(), DeadLetter.class);
                                } catch (UnreadableRecordException e) {
                                    unreadable.incrementAndGet();
                                    return;
                                }
                                Instant refusedAt = Instant.ofEpochMilli(record.timestamp());
                                if (filter.accepts(letter, refusedAt)) {
                                    visitor.visit(
                                            new FoundLetter(
                                                    LetterId.of(letter),
                                                    refusedAt,
                                                    record.partition(),
                                                    record.offset(),
                                                    letter));
                                }
                            });
        }
        return unreadable.get();
    }
}
