package io.fleetstream.jobs.archive.dataset;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Columns;
import io.fleetstream.connectors.parquet.row.Kind;
import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.row.TextOrder;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The dataset {@code aggregates}: every revision of every window, by the start of the window,
 * sorted by subject. Of the rows of one window the greatest revision counts.
 */
public final class AggregateRowType implements RowType<WindowAggregate> {
    private static final long serialVersionUID = 1L;
    private static final int WEIGHT_BYTES = 700;
    private static final List<Column> COLUMNS = Columns.of(WindowAggregate.getClassSchema());
    private static final Comparator<WindowAggregate> WITHIN_DEVICE =
            Comparator.comparing(WindowAggregate::getWindowStart)
                    .thenComparing(WindowAggregate::getMetric, TextOrder::compare)
                    .thenComparing(WindowAggregate::getWindowName)
                    .thenComparing(WindowAggregate::getRevision);

    @Override
    public String dataset() {
        return "aggregates";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public int deviceColumn() {
        return index("subject");
    }

    @Override
    public int timeColumn() {
        return index("window_start");
    }

    @Override
    public int metricColumn() {
        return index("metric");
    }

    private static int index(String name) {
        return WindowAggregate.getClassSchema().getField(name).pos();
    }

    @Override
    public String org(WindowAggregate row) {
        return row.getOrg();
    }

    @Override
    public boolean byOrganisation() {
        return true;
    }

    @Override
    public String device(WindowAggregate row) {
        return row.getSubject();
    }

    @Override
    public long timeMicros(WindowAggregate row) {
        return Cells.micros(row.getWindowStart());
    }

    @Override
    public long arrivalMicros(WindowAggregate row) {
        return Cells.micros(row.getReceivedAt());
    }

    @Override
    public Comparator<WindowAggregate> withinDevice() {
        return WITHIN_DEVICE;
    }

    /** Field by field: there are few of them, so looking each one up costs little. */
    @Override
    public void fill(WindowAggregate row, Cells cells) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            Object value = row.get(i);
            Kind kind = COLUMNS.get(i).kind();
            switch (kind) {
                case TEXT -> cells.text(i, Objects.toString(value, null));
                case BYTES -> cells.bytes(i, (ByteBuffer) value);
                case TIME -> cells.time(i, (Instant) value);
                case DOUBLE -> cells.real(i, (Double) value);
                case BOOLEAN -> cells.number(i, (boolean) value ? 1 : 0);
                case LONG, INT ->
                        cells.number(i, value == null ? null : ((Number) value).longValue());
            }
        }
    }

    @Override
    public int weight(WindowAggregate row) {
        return WEIGHT_BYTES + (row.getSketch() == null ? 0 : row.getSketch().remaining());
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }
}
