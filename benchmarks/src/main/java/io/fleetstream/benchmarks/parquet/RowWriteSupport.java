package io.fleetstream.benchmarks.parquet;

import io.fleetstream.connectors.parquet.row.Cells;
import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Columns;
import io.fleetstream.connectors.parquet.row.Kind;
import io.fleetstream.jobs.archive.dataset.ReadingRowType;
import io.fleetstream.schemas.ReadingRow;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** The leanest way there is to feed Parquet's own writer: no record in between, no reflection. */
final class RowWriteSupport extends WriteSupport<ReadingRow> {
    private final ReadingRowType type = new ReadingRowType();
    private final List<Column> columns = type.columns();
    private final Cells cells = new Cells(columns.size());
    private RecordConsumer consumer;

    @Override
    @SuppressWarnings("deprecation") // abstract nevertheless
    public WriteContext init(Configuration configuration) {
        return new WriteContext(Columns.schema(type.dataset(), columns), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(Columns.schema(type.dataset(), columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer target) {
        consumer = target;
    }

    @Override
    public void write(ReadingRow row) {
        type.fill(row, cells);
        consumer.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            if (cells.isNull(i)) {
                continue;
            }
            Column column = columns.get(i);
            consumer.startField(column.name(), i);
            Kind kind = column.kind();
            switch (kind) {
                case TEXT -> consumer.addBinary(Binary.fromString((String) cells.object(i)));
                case BYTES ->
                        consumer.addBinary(Binary.fromConstantByteArray((byte[]) cells.object(i)));
                case TIME, LONG -> consumer.addLong(cells.number(i));
                case INT -> consumer.addInteger((int) cells.number(i));
                case DOUBLE -> consumer.addDouble(Double.longBitsToDouble(cells.number(i)));
                case BOOLEAN -> consumer.addBoolean(cells.number(i) != 0);
            }
            consumer.endField(column.name(), i);
        }
        consumer.endMessage();
    }

    /** Makes writers of it. */
    static final class Builder extends ParquetWriter.Builder<ReadingRow, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract nevertheless
        protected WriteSupport<ReadingRow> getWriteSupport(Configuration configuration) {
            return new RowWriteSupport();
        }

        @Override
        protected WriteSupport<ReadingRow> getWriteSupport(ParquetConfiguration configuration) {
            return new RowWriteSupport();
        }
    }
}
