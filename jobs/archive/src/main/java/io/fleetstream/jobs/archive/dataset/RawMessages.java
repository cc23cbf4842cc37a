package io.fleetstream.jobs.archive.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.parquet.Unpack;
import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.schemas.RecordHeaders;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes the device messages out of {@code telemetry.raw}: neither heartbeats nor replays, which are
 * in the archive already.
 */
public final class RawMessages implements Unpack<KafkaRecord, RawMessage> {
    private static final long serialVersionUID = 1L;
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void each(KafkaRecord record, Consumer<RawMessage> rows) {
        if (record.hasHeader(RecordHeaders.HEARTBEAT)
                || record.hasHeader(RecordHeaders.REPLAYED_FROM)) {
            return;
        }
        long receivedAt = Cells.micros(Arrival.of(record));
        rows.accept(
                new RawMessage(
                        record,
                        record.keyText().orElse(""),
                        receivedAt,
                        headers(record, receivedAt)));
    }

    /** Whether a column says it all. */
    private static boolean hasColumn(KafkaHeader header, long receivedAt) {
        return switch (header.key()) {
            case RecordHeaders.MQTT_TOPIC -> true;
            case RecordHeaders.RECEIVED_AT ->
                    header.value() != null
                            && Arrays.equals(
                                    header.value(),
                                    Long.toString(receivedAt).getBytes(StandardCharsets.UTF_8));
            default -> false;
        };
    }

    private static String headers(KafkaRecord record, long receivedAt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (KafkaHeader header : record.headers()) {
                if (hasColumn(header, receivedAt)) {
                    continue;
                }
                json.writeStartObject();
                json.writeStringField("name", header.key());
                if (header.value() != null) {
                    Optional<String> utf8 = text(header.value());
                    if (utf8.isPresent()) {
                        json.writeStringField("value", utf8.get());
                    } else {
                        json.writeBinaryField("base64", header.value());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String all = text.toString();
        return all.equals("[]") ? null : all;
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
