package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.jobs.timescale.domain.LetterHeaders;
import io.fleetstream.jobs.timescale.domain.PayloadSize;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;

/** The tables of dead letters and of their replays. */
final class LetterTables {
    static final Table<DeadLetter> DEAD_LETTERS =
            Table.<DeadLetter>named("dead_letters")
                    .text("source_topic", DeadLetter::getSourceTopic)
                    .integer("source_partition", DeadLetter::getSourcePartition)
                    .bigint("source_offset", DeadLetter::getSourceOffset)
                    .integer("source_index", DeadLetter::getSourceIndex)
                    .endOfKey()
                    .text("reason", letter -> letter.getReason().name())
                    .text("path", DeadLetter::getPath)
                    .text("message", DeadLetter::getMessage)
                    .text("job", DeadLetter::getJob)
                    .text("job_version", DeadLetter::getJobVersion)
                    .text("stage", DeadLetter::getStage)
                    .text("device_id", DeadLetter::getDeviceId)
                    .instant("received_at", DeadLetter::getReceivedAt)
                    .instant("source_timestamp", DeadLetter::getSourceTimestamp)
                    .integer("payload_bytes", PayloadSize::of)
                    .text(
                            "replay_id",
                            letter -> LetterHeaders.text(letter, RecordHeaders.REPLAY_ID))
                    .build();

    /** A replayed reading has the place its message had at first, and so has the dead letter. */
    static final Table<Reading> REPLAYS =
            Table.<Reading>named("dead_letter_replays")
                    .text("source_topic", reading -> Topics.TELEMETRY_RAW)
                    .integer("source_partition", Reading::getSourcePartition)
                    .bigint("source_offset", Reading::getSourceOffset)
                    .integer("source_index", Reading::getSourceIndex)
                    .endOfKey()
                    .text("replay_id", Reading::getReplayId)
                    .text("device_id", Reading::getDeviceId)
                    .instant("event_time", Reading::getEventTime)
                    .build();

    private LetterTables() {}
}
