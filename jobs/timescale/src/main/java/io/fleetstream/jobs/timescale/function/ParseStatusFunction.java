package io.fleetstream.jobs.timescale.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FirstPlace;
import io.fleetstream.jobs.timescale.domain.StatusParser;
import io.fleetstream.jobs.timescale.domain.StatusRow;
import io.fleetstream.jobs.timescale.domain.UnusableStatusException;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Parses devices' status messages; the device is the record's key. What cannot be used goes to
 * {@link DeadLetters#TAG}. Heartbeats of the bridge are passed over. No state.
 */
public final class ParseStatusFunction extends ProcessFunction<KafkaRecord, StatusRow> {
    private static final long serialVersionUID = 1L;
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9:_-]{1,128}");

    private final DeadLetters letters;

    /** With who refuses. */
    public ParseStatusFunction(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<StatusRow> out) {
        if (record.hasHeader(RecordHeaders.HEARTBEAT)) {
            return;
        }
        // a longer key would not fit into the table's index, and stop the job again and again
        Optional<String> device = record.keyText().filter(DEVICE_ID.asMatchPredicate());
        if (device.isEmpty()) {
            context.output(
                    DeadLetters.TAG,
                    letters.deadLetter(
                            record, ReasonCode.UNKNOWN_DEVICE, "the key is not a device id"));
            return;
        }
        FirstPlace place = FirstPlace.of(record);
        StatusRow row;
        try {
            row =
                    StatusParser.parse(
                            device.get(),
                            Arrival.of(record),
                            record.value(),
                            place.partition(),
                            place.offset());
        } catch (UnusableStatusException e) {
            DeadLetter letter =
                    letters.builder(record, e.reason(), e.getMessage())
                            .setPath(e.path())
                            .setDeviceId(device.get())
                            .build();
            context.output(DeadLetters.TAG, letter);
            return;
        }
        out.collect(row);
    }
}
