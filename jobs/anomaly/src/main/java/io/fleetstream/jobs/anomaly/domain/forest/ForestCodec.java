package io.fleetstream.jobs.anomaly.domain.forest;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.state.ExecutionContext;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Forests as bytes: what the library's mapper says of them, trees included, as CBOR. A forest that
 * was written and read goes on exactly as it would have.
 */
final class ForestCodec {
    private static final CBORMapper CBOR =
            CBORMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final ObjectReader READER = CBOR.readerFor(RandomCutForestState.class);
    private static final ObjectWriter WRITER = CBOR.writerFor(RandomCutForestState.class);

    private final RandomCutForestMapper mapper = new RandomCutForestMapper();
    private final ExecutionContext oneThread = new ExecutionContext();
    private final long seed;

    /**
     * A codec.
     *
     * @param seed of what a forest decides by chance and does not remember
     */
    ForestCodec(long seed) {
        this.seed = seed;
        mapper.setSaveTreeStateEnabled(true);
        oneThread.setParallelExecutionEnabled(false);
    }

    byte[] write(RandomCutForest forest) {
        try {
            return WRITER.writeValueAsBytes(mapper.toState(forest));
        } catch (IOException e) {
            throw new UncheckedIOException("a forest cannot be written", e);
        }
    }

    /**
     * A forest of bytes.
     *
     * @throws IllegalArgumentException if they are none
     */
    RandomCutForest read(byte[] bytes) {
        try {
            RandomCutForestState state = READER.readValue(bytes);
            return mapper.toModel(state, oneThread, seed);
        } catch (IOException e) {
            throw new IllegalArgumentException("no forest in " + bytes.length + " bytes", e);
        }
    }
}
