package io.fleetstream.emulator.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The lines of a file as bytes, without their ends (LF or CR LF); gzip is recognised. */
final class LineReader implements Closeable {
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    LineReader(Path path) throws IOException {
        file = FileChannel.open(path);
        try {
            in = unpacked(new BufferedInputStream(Channels.newInputStream(file), BUFFER));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The next line, or null at the end; a last line need not end in a line feed. */
    byte[] next() throws IOException {
        ByteArrayOutputStream line = null;
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line = line == null ? new ByteArrayOutputStream(end - position) : line;
            line.write(buffer, position, end - position);
            position = end + 1;
            if (end < limit) {
                break;
            }
        }
        return line == null ? null : withoutCarriageReturn(line.toByteArray());
    }

    /** Bytes of the file read so far, as stored. */
    long bytesRead() throws IOException {
        return file.isOpen() ? file.position() : 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        if (position >= limit) {
            limit = in.read(buffer);
            position = 0;
        }
        return limit > 0;
    }

    private static InputStream unpacked(BufferedInputStream raw) throws IOException {
        raw.mark(2);
        int magic = raw.read() << 8 | raw.read();
        raw.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(raw, BUFFER) : raw;
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        int length = line.length;
        return length > 0 && line[length - 1] == '\r' ? Arrays.copyOf(line, length - 1) : line;
    }
}
