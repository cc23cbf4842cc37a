package io.fleetstream.benchmarks.parquet;

import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** The same fed with Avro records, as Flink's sink does: what most people use. */
public final class AvroWriterVariant extends WriterVariant {
    @Override
    ParquetWriter<ReadingRow> writer(LocalOutputFile file) throws IOException {
        return with(AvroParquetWriter.<ReadingRow>builder(file)
                        .withSchema(ReadingRow.getClassSchema())
                        .withDataModel(SpecificData.getForClass(ReadingRow.class)))
                .build();
    }
}
