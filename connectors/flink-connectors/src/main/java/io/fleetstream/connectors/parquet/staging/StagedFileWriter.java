package io.fleetstream.connectors.parquet.staging;

import io.fleetstream.connectors.parquet.row.Column;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Writes one staged file: its columns, then sections of checksummed blocks. */
final class StagedFileWriter implements Closeable {
    /** A merge holds one block of each section in memory. */
    static final int BLOCK_BYTES = 16 << 10;

    private static final int BLOCK_PREFIX_BYTES = 8;
    private static final int FLUSH_BYTES = 256 << 10;

    private final FSDataOutputStream out;
    private final byte[] waiting = new byte[FLUSH_BYTES];
    private int waitingBytes;
    private long position;

    StagedFileWriter(Path path, List<Column> columns) throws IOException {
        FileSystem files = path.getFileSystem();
        files.mkdirs(path.getParent());
        out = files.create(path, FileSystem.WriteMode.NO_OVERWRITE);
        byte[] header = StagedLayout.write(columns);
        write(header, header.length);
    }

    long position() {
        return position;
    }

    /** Appends a block and empties it. */
    void block(ByteSink block) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(block.array(), 0, block.size());
        byte[] prefix = new byte[BLOCK_PREFIX_BYTES];
        bigEndian(prefix, 0, block.size());
        bigEndian(prefix, Integer.BYTES, (int) checksum.getValue());
        write(prefix, prefix.length);
        write(block.array(), block.size());
        block.clear();
    }

    private static void bigEndian(byte[] target, int start, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            target[start + i] = (byte) (value >>> (24 - 8 * i));
        }
    }

    private void write(byte[] bytes, int length) throws IOException {
        position += length;
        if (length > FLUSH_BYTES - waitingBytes) {
            out.write(waiting, 0, waitingBytes);
            waitingBytes = 0;
        }
        if (length > FLUSH_BYTES) {
            out.write(bytes, 0, length);
            return;
        }
        System.arraycopy(bytes, 0, waiting, waitingBytes, length);
        waitingBytes += length;
    }

    /** Returns when the file is durable. */
    void finish() throws IOException {
        out.write(waiting, 0, waitingBytes);
        waitingBytes = 0;
        out.sync();
        out.close();
    }

    /** Gives an unfinished file up. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
