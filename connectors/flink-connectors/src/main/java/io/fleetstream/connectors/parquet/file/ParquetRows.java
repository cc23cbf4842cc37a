package io.fleetstream.connectors.parquet.file;

import io.fleetstream.connectors.parquet.row.Column;
import io.fleetstream.connectors.parquet.row.Columns;
import io.fleetstream.connectors.parquet.row.Kind;
import io.fleetstream.connectors.parquet.row.RowType;
import io.fleetstream.connectors.parquet.staging.RowSlots;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Writes rows into one Parquet file: zstd, statistics and column index for every page, so that a
 * reader who wants one device reads few of them.
 */
public final class ParquetRows implements AutoCloseable {
    /** Rows of a page at most: what a reader of one device reads too much, of each column. */
    public static final int PAGE_ROWS = 2_500;

    /** Rows of a row group at most; what a reader without page index reads. */
    public static final int GROUP_ROWS = 1 << 17;

    private static final long GROUP_BYTES = 32L << 20;
    private static final int CHECK_EVERY = 256;
    private static final long CHECK_BYTES = 4L << 20;

    private final Kind[] kinds;
    private final int[] defined;
    private final MessageType schema;
    private final Map<String, String> metadata;
    private final ParquetProperties properties;
    private final ZstdPages compressor = new ZstdPages();
    private final ParquetFileWriter file;
    private final ColumnWriter[] writers;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore store;
    private int rows;
    private long unchecked;

    /** Begins the file. */
    public ParquetRows(FSDataOutputStream out, RowType<?> type) throws IOException {
        List<Column> columns = type.columns();
        kinds = columns.stream().map(Column::kind).toArray(Kind[]::new);
        defined = columns.stream().mapToInt(column -> column.required() ? 0 : 1).toArray();
        schema = Columns.schema(type.dataset(), columns);
        metadata = type.metadata();
        properties =
                ParquetProperties.builder()
                        .withPageRowCountLimit(PAGE_ROWS)
                        .withSizeStatisticsEnabled(false)
                        .withAllocator(HeapByteBufferAllocator.getInstance())
                        .withValuesWriterFactory(new ColumnEncodings())
                        .build();
        writers = new ColumnWriter[kinds.length];
        file =
                new ParquetFileWriter(
                        new StreamFile(out),
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        GROUP_BYTES,
                        0,
                        null,
                        properties);
        file.start();
        startGroup();
    }

    /** Appends a row. */
    public void write(RowSlots row) throws IOException {
        for (int i = 0; i < kinds.length; i++) {
            ColumnWriter writer = writers[i];
            if (row.isNull(i)) {
                writer.writeNull(0, 0);
                continue;
            }
            switch (kinds[i]) {
                case TEXT -> writer.write(row.binary(i), 0, defined[i]);
                case BYTES -> {
                    Binary bytes = row.binary(i);
                    unchecked += bytes.length();
                    writer.write(bytes, 0, defined[i]);
                }
                case TIME, LONG -> writer.write(row.number(i), 0, defined[i]);
                case INT -> writer.write((int) row.number(i), 0, defined[i]);
                case DOUBLE -> writer.write(Double.longBitsToDouble(row.number(i)), 0, defined[i]);
                case BOOLEAN -> writer.write(row.number(i) != 0, 0, defined[i]);
            }
        }
        store.endRecord();
        rows++;
        if (rows == GROUP_ROWS || isFull()) {
            endGroup();
            startGroup();
        }
    }

    /** Completes the file; the stream stays open. */
    public void finish() throws IOException {
        if (rows > 0) {
            endGroup();
        }
        file.end(metadata);
    }

    private boolean isFull() {
        if (rows % CHECK_EVERY != 0 && unchecked < CHECK_BYTES) {
            return false;
        }
        unchecked = 0;
        return store.getBufferedSize() >= GROUP_BYTES;
    }

    private void startGroup() {
        pages =
                new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        properties.getAllocator(),
                        properties.getColumnIndexTruncateLength(),
                        properties.getPageWriteChecksumEnabled());
        store = properties.newColumnWriteStore(schema, pages, pages);
        for (int i = 0; i < writers.length; i++) {
            writers[i] = store.getColumnWriter(schema.getColumns().get(i));
        }
        rows = 0;
    }

    private void endGroup() throws IOException {
        file.startBlock(rows);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        store.close();
        pages.close();
        rows = 0;
    }

    @Override
    public void close() {
        store.close();
        pages.close();
        compressor.release();
    }
}
