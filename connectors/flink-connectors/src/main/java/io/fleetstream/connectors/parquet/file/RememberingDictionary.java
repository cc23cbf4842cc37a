package io.fleetstream.connectors.parquet.file;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.io.api.Binary;

/**
 * A dictionary that knows at a glance a text it has just been given: in sorted rows most texts are
 * the same object as in the row before, and looking them up means hashing all of their bytes.
 */
final class RememberingDictionary extends PlainBinaryDictionaryValuesWriter {
    private Binary last;
    private int lastId;

    RememberingDictionary(int mostBytes, ByteBufferAllocator allocator) {
        super(mostBytes, Encoding.RLE_DICTIONARY, Encoding.PLAIN, allocator);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // that it is the same object is the point
    public void writeBytes(Binary value) {
        if (value == last) {
            encodedValues.add(lastId);
            return;
        }
        super.writeBytes(value);
        last = value;
        lastId = binaryDictionaryContent.getInt(value);
    }

    @Override
    protected void clearDictionaryContent() {
        last = null;
        super.clearDictionaryContent();
    }
}
