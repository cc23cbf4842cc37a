package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.domain.payload.MessageParser;
import org.apache.flink.metrics.SimpleCounter;

/** Reads messages again that were read before they reached their device; counts nothing twice. */
final class RawReader {
    private final MessageParser parser;
    private final RawMessages messages =
            new RawMessages(new SimpleCounter(), new SimpleCounter(), new SimpleCounter());

    RawReader(Limits limits) {
        parser = new MessageParser(limits);
    }

    /** The message; never a heartbeat. */
    RawMessage raw(KafkaRecord record) {
        return messages.of(record);
    }

    /** Arrival, in microseconds since the epoch. */
    long receivedAt(KafkaRecord record) {
        return raw(record).receivedAt();
    }

    /** Position of the reading that was refused first, or the one given if it is no replay. */
    int sourceIndex(KafkaRecord record, int otherwise) {
        return raw(record).replayId() == null ? otherwise : messages.sourceIndex();
    }

    /**
     * The message in parts.
     *
     * @throws RejectedException if only an older release could read it
     */
    ParsedMessage parse(KafkaRecord record) throws RejectedException {
        return parser.parse(raw(record));
    }
}
