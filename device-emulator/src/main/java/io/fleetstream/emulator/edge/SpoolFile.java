package io.fleetstream.emulator.edge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * An append-only file of records, each with a checksum. Every record goes to the operating system
 * at once, so it survives a kill of the process; it is not forced to the disk, so the last ones may
 * not survive a loss of power. What follows a torn or broken record is cut off when opening.
 */
final class SpoolFile implements Closeable {
    private static final int HEADER = 4 + 8; // length, checksum

    private final Path path;
    private FileChannel channel;
    private long size;

    /** Told of every record when the file is opened. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One record.
         *
         * @param position to read it again
         */
        void record(long position, ByteBuffer content) throws IOException;
    }

    SpoolFile(Path path, Visitor visitor) throws IOException {
        this.path = path;
        open();
        scan(visitor);
        channel.truncate(size);
    }

    /** Bytes in the file. */
    long size() {
        return size;
    }

    /** Adds a record; where it is. */
    long append(byte[] content) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(HEADER + content.length);
        record.putInt(content.length).putLong(checksum(content)).put(content).flip();
        long at = size;
        long position = at;
        while (record.hasRemaining()) {
            position += channel.write(record, position);
        }
        size = position;
        return at;
    }

    /** A record that was appended or visited. */
    byte[] read(long position) throws IOException {
        int length = header(position).getInt();
        ByteBuffer content = ByteBuffer.allocate(length);
        readFully(content, position + HEADER);
        return content.array();
    }

    /** Begins a new file beside this one, which {@link #replaceWith} puts in its place. */
    SpoolFile successor() throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        return new SpoolFile(next, (position, content) -> {});
    }

    /** Takes over the content of a successor, at once or not at all. */
    void replaceWith(SpoolFile next) throws IOException {
        next.close();
        channel.close();
        Files.move(
                next.path,
                path,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        open();
        size = next.size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Bytes that a record of so many bytes takes. */
    static long footprint(int length) {
        return HEADER + (long) length;
    }

    private void open() throws IOException {
        channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
    }

    private void scan(Visitor visitor) throws IOException {
        long end = channel.size();
        while (size + HEADER <= end) {
            ByteBuffer header = header(size);
            int length = header.getInt();
            if (length < 0 || size + HEADER + length > end) {
                return;
            }
            byte[] content = read(size);
            if (header.getLong() != checksum(content)) {
                return;
            }
            visitor.record(size, ByteBuffer.wrap(content));
            size += footprint(length);
        }
    }

    private ByteBuffer header(long position) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        readFully(header, position);
        return header.flip();
    }

    private void readFully(ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int read = channel.read(target, at);
            if (read < 0) {
                throw new IOException("the buffer file " + path + " ends too early");
            }
            at += read;
        }
    }

    private static long checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
