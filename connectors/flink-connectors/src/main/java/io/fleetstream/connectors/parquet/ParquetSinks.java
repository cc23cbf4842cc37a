package io.fleetstream.connectors.parquet;

import java.net.URI;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Sinks into Parquet files, exactly once: a file appears under its final name when the checkpoint
 * that contains its rows is complete, and is never written again. Until then its name starts with a
 * dot. Compressed with zstd; one row group per file unless it grows beyond 32 MB.
 */
public final class ParquetSinks {
    /** Small enough for a heap on which every subtask keeps several files open. */
    private static final long ROW_GROUP_BYTES = 32L << 20;

    /** Rows a file has before its Parquet writer is opened. */
    private static final int PATIENCE = 1_000;

    private ParquetSinks() {}

    /**
     * Rows of a generated Avro class, below the directory.
     *
     * @param directory of any file system Flink has
     * @param filePrefix start of each file's name; it is followed by a unique id and {@code
     *     .zstd.parquet}
     */
    public static <T extends SpecificRecordBase> FileSink<T> of(
            URI directory, Class<T> type, BucketAssigner<T, String> buckets, String filePrefix) {
        return FileSink.forBulkFormat(
                        new Path(directory),
                        PatientBulkWriter.factory(writerFactory(type), PATIENCE))
                .withBucketAssigner(buckets)
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                        OutputFileConfig.builder()
                                .withPartPrefix(filePrefix)
                                .withPartSuffix(".zstd.parquet")
                                .build())
                .build();
    }

    /**
     * Flink's own factory for generated classes leaves out the class's data model, and with it the
     * conversions of logical types: an {@code Instant} would then not be written at all.
     */
    private static <T extends SpecificRecordBase> ParquetWriterFactory<T> writerFactory(
            Class<T> type) {
        return new ParquetWriterFactory<>(
                out ->
                        AvroParquetWriter.<T>builder(out)
                                .withSchema(SpecificData.get().getSchema(type))
                                .withDataModel(SpecificData.getForClass(type))
                                .withConf(Hadoop.CONFIGURATION)
                                .withCompressionCodec(CompressionCodecName.ZSTD)
                                .withRowGroupSize(ROW_GROUP_BYTES)
                                .build());
    }

    /** One for all files: reading its defaults takes longer than writing a small file. */
    private static final class Hadoop {
        static final Configuration CONFIGURATION = new Configuration();
    }
}
