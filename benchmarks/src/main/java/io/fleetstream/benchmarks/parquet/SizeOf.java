package io.fleetstream.benchmarks.parquet;

import com.github.luben.zstd.ZstdOutputStream;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** How many bytes rows take in other formats. */
final class SizeOf {
    private SizeOf() {}

    /** As CSV, one line each. */
    static long csv(List<ReadingRow> rows) throws IOException {
        Counting out = new Counting();
        writeCsv(rows, out);
        return out.bytes;
    }

    /** As CSV, the whole of it compressed with zstd. */
    static long csvZstd(List<ReadingRow> rows) throws IOException {
        Counting out = new Counting();
        try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
            writeCsv(rows, zstd);
        }
        return out.bytes;
    }

    /** As an Avro file, row by row. */
    static long avro(List<ReadingRow> rows, CodecFactory codec) throws IOException {
        Counting out = new Counting();
        SpecificData model = SpecificData.getForClass(ReadingRow.class);
        Schema schema = ReadingRow.getClassSchema();
        try (DataFileWriter<ReadingRow> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(schema, model))) {
            writer.setCodec(codec);
            writer.create(schema, out);
            for (ReadingRow row : rows) {
                writer.append(row);
            }
        }
        return out.bytes;
    }

    private static void writeCsv(List<ReadingRow> rows, OutputStream out) throws IOException {
        int columns = ReadingRow.getClassSchema().getFields().size();
        StringBuilder line = new StringBuilder();
        for (ReadingRow row : rows) {
            line.setLength(0);
            for (int i = 0; i < columns; i++) {
                line.append(i == 0 ? "" : ",").append(Objects.toString(row.get(i), ""));
            }
            line.append('\n');
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }
}
