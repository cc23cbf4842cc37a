package io.fleetstream.jobs.prediction.function;

import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.onnx.Digests;
import io.fleetstream.schemas.PredictionModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Gets what a model consists of: from its record, or from the file system that its URI names. */
final class ModelContent {
    private ModelContent() {}

    /**
     * The model in ONNX.
     *
     * @throws ModelException if it cannot be read, is too large, or is not what was announced
     */
    static byte[] of(PredictionModel model, int mostBytes) throws ModelException {
        boolean inside = model.getContent() != null;
        if (inside == (model.getUri() != null)) {
            throw new ModelException("/content", "expected either content or uri");
        }
        if (!inside && model.getSha256() == null) {
            throw new ModelException("/sha256", "is missing, expected with uri");
        }
        byte[] content = inside ? bytes(model.getContent()) : read(model.getUri(), mostBytes);
        if (content.length > mostBytes) {
            throw new ModelException(
                    inside ? "/content" : "/uri", "has more than " + mostBytes + " bytes");
        }
        String digest = Digests.sha256(content);
        if (model.getSha256() != null && !model.getSha256().equals(digest)) {
            throw new ModelException("/sha256", "does not fit: the model has " + digest);
        }
        return content;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** One byte more than allowed at most, so that it can be seen that there are more. */
    private static byte[] read(String uri, int mostBytes) throws ModelException {
        try {
            FileSystem files = FileSystem.get(new URI(uri));
            try (InputStream in = files.open(new Path(uri))) {
                return in.readNBytes(mostBytes + 1);
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            throw new ModelException("/uri", "cannot be read: " + e.getMessage(), e);
        }
    }
}
