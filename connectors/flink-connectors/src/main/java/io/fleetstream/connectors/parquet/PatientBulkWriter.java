package io.fleetstream.connectors.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Keeps the first rows of a file as they are and opens the format's own writer only for a file that
 * grows, or at its end. A Parquet writer takes hundreds of kilobytes before its first row; a replay
 * of months opens thousands of files between two checkpoints, most of which get a few rows.
 *
 * <p>Rows are kept, not copied: they must not be changed after they were added.
 */
final class PatientBulkWriter<T> implements BulkWriter<T> {
    private final BulkWriter.Factory<T> format;
    private final FSDataOutputStream out;
    private final int patience;
    private List<T> waiting = new ArrayList<>();
    private BulkWriter<T> writer;

    private PatientBulkWriter(BulkWriter.Factory<T> format, FSDataOutputStream out, int patience) {
        this.format = format;
        this.out = out;
        this.patience = patience;
    }

    /** Writers that wait for more than {@code patience} rows. */
    static <T> BulkWriter.Factory<T> factory(BulkWriter.Factory<T> format, int patience) {
        return out -> new PatientBulkWriter<>(format, out, patience);
    }

    @Override
    public void addElement(T row) throws IOException {
        if (writer != null) {
            writer.addElement(row);
            return;
        }
        waiting.add(row);
        if (waiting.size() > patience) {
            open();
        }
    }

    @Override
    public void flush() throws IOException {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public void finish() throws IOException {
        if (writer == null) {
            open();
        }
        writer.finish();
    }

    private void open() throws IOException {
        writer = format.create(out);
        for (T row : waiting) {
            writer.addElement(row);
        }
        waiting = List.of();
    }
}
