package io.fleetstream.connectors.parquet.staging;

import io.fleetstream.connectors.parquet.row.Column;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.api.Binary;

/**
 * Reads the rows of one section in their order. Keeps no file open: it fetches some blocks at a
 * time, so that thousands can be merged at once.
 */
public final class SectionReader {
    private static final int BLOCK_PREFIX_BYTES = 8;

    private final Section section;
    private final Path path;
    private final int fetchBytes;
    private final int deviceColumn;
    private final int timeColumn;
    private final int metricColumn;
    private final RowSlots row;
    private RowDecoder decoder;
    private byte[] buffer = new byte[0];
    private int start;
    private int end;
    private int blockEnd;
    private long fetched;

    SectionReader(Section section, SectionFormat format, int fetchBytes, Texts texts)
            throws IOException {
        this.section = section;
        this.path = new Path(section.path());
        this.fetchBytes = fetchBytes;
        this.deviceColumn = format.deviceColumn();
        this.timeColumn = format.timeColumn();
        this.metricColumn = format.metricColumn();
        this.row = format.newRow();
        try (FSDataInputStream in = path.getFileSystem().open(path)) {
            List<Column> columns = format.columnsOf(section.path(), in);
            decoder = new RowDecoder(columns, format.slotsOf(columns), row, texts);
            fetch(in);
        }
    }

    /** The present row. */
    public RowSlots row() {
        return row;
    }

    /**
     * Goes to the next row; false after the last one.
     *
     * @throws java.io.FileNotFoundException if the staged file is gone
     * @throws IOException if it cannot be read, or is damaged
     */
    public boolean next() throws IOException {
        if (decoder.position() >= blockEnd && !nextBlock()) {
            return false;
        }
        decoder.read();
        return true;
    }

    /** Order of the present rows: device, time, metric. */
    int compare(SectionReader other) {
        int byDevice = compare(row.binaries[deviceColumn], other.row.binaries[deviceColumn]);
        if (byDevice != 0) {
            return byDevice;
        }
        int byTime = Long.compare(row.numbers[timeColumn], other.row.numbers[timeColumn]);
        return byTime != 0
                ? byTime
                : compare(row.binaries[metricColumn], other.row.binaries[metricColumn]);
    }

    @SuppressWarnings("ReferenceEquality") // equal texts are the same object, mostly
    private static int compare(Binary a, Binary b) {
        if (a == b) {
            return 0;
        }
        if (a == null || b == null) {
            return a == null ? -1 : 1;
        }
        return Arrays.compareUnsigned(a.getBytesUnsafe(), b.getBytesUnsafe());
    }

    private boolean nextBlock() throws IOException {
        start = blockEnd;
        if (end - start < BLOCK_PREFIX_BYTES && !refill(BLOCK_PREFIX_BYTES)) {
            return false;
        }
        int length = intAt(start);
        if (end - start - BLOCK_PREFIX_BYTES < length && !refill(BLOCK_PREFIX_BYTES + length)) {
            throw new IOException(section.path() + " is cut short");
        }
        int first = start + BLOCK_PREFIX_BYTES;
        CRC32C checksum = new CRC32C();
        checksum.update(buffer, first, length);
        if ((int) checksum.getValue() != intAt(start + Integer.BYTES)) {
            throw new IOException(section.path() + " is damaged in the block before " + fetched);
        }
        blockEnd = first + length;
        decoder.at(buffer, first);
        return length > 0;
    }

    /** Brings at least so many bytes into the buffer; false at the end of the section. */
    private boolean refill(int wanted) throws IOException {
        if (fetched == section.length()) {
            return false;
        }
        if (buffer.length < Math.max(wanted, fetchBytes)) {
            byte[] larger = new byte[Math.max(wanted, fetchBytes)];
            System.arraycopy(buffer, start, larger, 0, end - start);
            buffer = larger;
        } else {
            System.arraycopy(buffer, start, buffer, 0, end - start);
        }
        end -= start;
        start = 0;
        try (FSDataInputStream in = path.getFileSystem().open(path)) {
            fetch(in);
        }
        return end >= wanted;
    }

    private void fetch(FSDataInputStream in) throws IOException {
        if (buffer.length == 0) {
            buffer = new byte[(int) Math.min(fetchBytes, section.length())];
        }
        in.seek(section.offset() + fetched);
        int wanted = (int) Math.min(buffer.length - end, section.length() - fetched);
        int read = in.readNBytes(buffer, end, wanted);
        if (read < wanted) {
            throw new IOException(section.path() + " is cut short");
        }
        end += read;
        fetched += read;
    }

    private int intAt(int index) {
        return (buffer[index] & 0xff) << 24
                | (buffer[index + 1] & 0xff) << 16
                | (buffer[index + 2] & 0xff) << 8
                | (buffer[index + 3] & 0xff);
    }
}
