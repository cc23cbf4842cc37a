package io.fleetstream.connectors.parquet.file;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Texts by a dictionary, as long as it is small; times and counters, of which no two are the same,
 * by their differences; the rest as Parquet's own writer does.
 */
final class ColumnEncodings implements ValuesWriterFactory {
    private final DefaultV1ValuesWriterFactory others = new DefaultV1ValuesWriterFactory();
    private ParquetProperties properties;

    @Override
    public void initialize(ParquetProperties settings) {
        properties = settings;
        others.initialize(settings);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        if (type == PrimitiveTypeName.INT64) {
            return new DeltaBinaryPackingValuesWriterForLong(
                    properties.getInitialSlabSize(),
                    properties.getPageSizeThreshold(),
                    properties.getAllocator());
        }
        if (type == PrimitiveTypeName.BINARY) {
            return FallbackValuesWriter.of(
                    new RememberingDictionary(
                            properties.getDictionaryPageSizeThreshold(), properties.getAllocator()),
                    new PlainValuesWriter(
                            properties.getInitialSlabSize(),
                            properties.getPageSizeThreshold(),
                            properties.getAllocator()));
        }
        return others.newValuesWriter(column);
    }
}
