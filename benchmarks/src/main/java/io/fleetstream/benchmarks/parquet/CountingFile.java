package io.fleetstream.benchmarks.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file that counts the bytes that are read of it. */
final class CountingFile implements InputFile {
    private final LocalInputFile file;
    private long read;

    CountingFile(Path path) {
        file = new LocalInputFile(path);
    }

    long read() {
        return read;
    }

    @Override
    public long getLength() throws IOException {
        return file.getLength();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new Counting(file.newStream());
    }

    private final class Counting extends SeekableInputStream {
        private final SeekableInputStream in;

        Counting(SeekableInputStream in) {
            this.in = in;
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public int read() throws IOException {
            read++;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public void readFully(byte[] bytes) throws IOException {
            in.readFully(bytes);
            read += bytes.length;
        }

        @Override
        public void readFully(byte[] bytes, int offset, int length) throws IOException {
            in.readFully(bytes, offset, length);
            read += length;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = in.read(target);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public void readFully(ByteBuffer target) throws IOException {
            read += target.remaining();
            in.readFully(target);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
