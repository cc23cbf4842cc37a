package io.fleetstream.jobs.archive.dataset;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Kind;
import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The dataset {@code raw}: messages of devices byte for byte, by the hour of their arrival. */
public final class RawRowType implements RowType<RawMessage> {
    private static final long serialVersionUID = 1L;
    private static final int WEIGHT_BYTES = 600;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final List<Column> COLUMNS =
            List.of(
                    Column.required("received_at", Kind.TIME),
                    Column.optional("device_id", Kind.TEXT),
                    Column.optional("mqtt_topic", Kind.TEXT),
                    Column.required("source_partition", Kind.INT),
                    Column.required("source_offset", Kind.LONG),
                    Column.required("kafka_time", Kind.TIME),
                    Column.optional("headers", Kind.TEXT),
                    Column.optional("key", Kind.BYTES),
                    Column.optional("value", Kind.BYTES));
    private static final Comparator<RawMessage> WITHIN_DEVICE =
            Comparator.comparingLong(RawMessage::receivedAt);

    @Override
    public String dataset() {
        return "raw";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public int deviceColumn() {
        return 1;
    }

    @Override
    public int timeColumn() {
        return 0;
    }

    @Override
    public int metricColumn() {
        return 2;
    }

    @Override
    public String org(RawMessage row) {
        return "";
    }

    @Override
    public boolean byOrganisation() {
        return false;
    }

    @Override
    public String device(RawMessage row) {
        return row.device();
    }

    @Override
    public long timeMicros(RawMessage row) {
        return row.receivedAt();
    }

    @Override
    public long arrivalMicros(RawMessage row) {
        return row.receivedAt();
    }

    @Override
    public Comparator<RawMessage> withinDevice() {
        return WITHIN_DEVICE;
    }

    @Override
    public void fill(RawMessage row, Cells cells) {
        byte[] key = row.record().key();
        int column = 0;
        cells.number(column++, row.receivedAt());
        cells.text(column++, key == null ? null : row.device());
        cells.text(column++, row.record().header(RecordHeaders.MQTT_TOPIC).orElse(null));
        cells.number(column++, (long) row.record().partition());
        cells.number(column++, row.record().offset());
        cells.number(column++, row.record().timestamp() * MICROS_PER_MILLI);
        cells.text(column++, row.headers());
        // only where the text does not say it all
        boolean text =
                key == null || Arrays.equals(key, row.device().getBytes(StandardCharsets.UTF_8));
        cells.bytes(column++, text ? null : key);
        cells.bytes(column, row.record().value());
    }

    @Override
    public int weight(RawMessage row) {
        KafkaRecord record = row.record();
        int weight = WEIGHT_BYTES + length(record.value()) + length(record.key());
        for (int i = 0; i < record.headerCount(); i++) {
            weight += record.headerName(i).length() + length(record.headerValue(i));
        }
        return weight;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }
}
