package io.fleetstream.connectors.parquet;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Kind;
import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.row.TextOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The dataset of the tests. */
class MeasuredType implements RowType<Measured> {
    private static final long serialVersionUID = 1L;

    @Override
    public String dataset() {
        return "measured";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.required("time", Kind.TIME),
                Column.required("device_id", Kind.TEXT),
                Column.required("metric", Kind.TEXT),
                Column.optional("value", Kind.DOUBLE),
                Column.optional("note", Kind.TEXT),
                Column.required("org", Kind.TEXT));
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
    public String org(Measured row) {
        return row.org();
    }

    @Override
    public boolean byOrganisation() {
        return true;
    }

    @Override
    public String device(Measured row) {
        return row.device();
    }

    @Override
    public long timeMicros(Measured row) {
        return row.micros();
    }

    @Override
    public long arrivalMicros(Measured row) {
        return row.micros();
    }

    @Override
    public Comparator<Measured> withinDevice() {
        return Comparator.comparingLong(Measured::micros)
                .thenComparing(Measured::metric, TextOrder::compare);
    }

    @Override
    public void fill(Measured row, Cells cells) {
        cells.number(0, row.micros());
        cells.text(1, row.device());
        cells.text(2, row.metric());
        cells.real(3, row.value());
        cells.text(4, row.note());
        cells.text(5, row.org());
    }

    @Override
    public int weight(Measured row) {
        return 100;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }
}
