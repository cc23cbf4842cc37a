package io.fleetstream.connectors.parquet.file;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages at the level Parquet's own writer takes, without Hadoop's streams. */
final class ZstdPages implements BytesInputCompressor {
    private static final int LEVEL = 3;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
    private byte[] target = new byte[1 << 16];

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        ByteBuffer source = page.toByteBuffer(HeapByteBufferAllocator.getInstance(), all -> {});
        int bound = (int) Zstd.compressBound(source.remaining());
        if (target.length < bound) {
            target = new byte[bound];
        }
        int size =
                context.compressByteArray(
                        target,
                        0,
                        target.length,
                        source.array(),
                        source.arrayOffset() + source.position(),
                        source.remaining());
        return BytesInput.from(Arrays.copyOf(target, size));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        context.close();
    }
}
