package io.fleetstream.jobs.archive.dataset;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Columns;
import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.row.TextOrder;
import io.fleetstream.schemas.ReadingRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The dataset {@code readings}: one row per value, by event time. */
public final class ReadingRowType implements RowType<ReadingRow> {
    private static final long serialVersionUID = 1L;
    private static final int WEIGHT_BYTES = 320;
    private static final int TIME = 0;
    private static final int DEVICE = 1;
    private static final int METRIC = 2;
    private static final List<Column> COLUMNS = Columns.of(ReadingRow.getClassSchema());
    private static final Comparator<ReadingRow> WITHIN_DEVICE =
            (a, b) -> {
                int byTime = a.getTime().compareTo(b.getTime());
                return byTime != 0 ? byTime : TextOrder.compare(a.getMetric(), b.getMetric());
            };

    @Override
    public String dataset() {
        return "readings";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public int deviceColumn() {
        return DEVICE;
    }

    @Override
    public int timeColumn() {
        return TIME;
    }

    @Override
    public int metricColumn() {
        return METRIC;
    }

    @Override
    public String org(ReadingRow row) {
        return row.getOrg();
    }

    @Override
    public boolean byOrganisation() {
        return true;
    }

    @Override
    public String device(ReadingRow row) {
        return row.getDeviceId();
    }

    @Override
    public long timeMicros(ReadingRow row) {
        return Cells.micros(row.getTime());
    }

    @Override
    public long arrivalMicros(ReadingRow row) {
        return Cells.micros(row.getReceivedAt());
    }

    @Override
    public Comparator<ReadingRow> withinDevice() {
        return WITHIN_DEVICE;
    }

    /** In the order of the schema, which {@code ReadingRowTypeTest} holds it to. */
    @Override
    public void fill(ReadingRow row, Cells cells) {
        int column = 0;
        cells.time(column++, row.getTime());
        cells.text(column++, row.getDeviceId());
        cells.text(column++, row.getMetric());
        cells.real(column++, row.getValue());
        cells.text(column++, row.getUnit());
        cells.text(column++, row.getQuality());
        cells.text(column++, row.getOrg());
        cells.text(column++, row.getSite());
        cells.text(column++, row.getDeviceType());
        cells.text(column++, row.getModel());
        cells.text(column++, row.getFirmware());
        cells.time(column++, row.getDeviceTime());
        cells.time(column++, row.getReceivedAt());
        cells.number(column++, row.getSequence());
        cells.number(column++, (long) row.getSourcePartition());
        cells.number(column++, row.getSourceOffset());
        cells.number(column++, (long) row.getSourceIndex());
        cells.text(column++, row.getQualityReason());
        cells.text(column++, row.getSentUnit());
        cells.number(column++, row.getSampleCount());
        cells.real(column++, row.getSampleMin());
        cells.real(column++, row.getSampleMax());
        cells.real(column++, row.getSampleStd());
        cells.number(column++, row.getWindowMicros());
        cells.text(column, row.getFlags());
    }

    @Override
    public int weight(ReadingRow row) {
        return WEIGHT_BYTES;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of("parquet.avro.schema", ReadingRow.getClassSchema().toString());
    }
}
