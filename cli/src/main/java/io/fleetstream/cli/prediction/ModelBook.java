package io.fleetstream.cli.prediction;

import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.CompactedTopic;
import io.fleetstream.schemas.PredictionModel;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The models in {@code prediction.models}. Only one operator at a time: a model is read, counted up
 * and written, and of two writers the last one stays.
 */
public final class ModelBook {
    private final Cluster cluster;
    private final Instant now;

    /**
     * @param now what {@code updated_at} becomes
     */
    public ModelBook(Cluster cluster, Instant now) {
        this.cluster = cluster;
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** All models, by name. */
    public SortedMap<String, PredictionModel> models() throws IOException {
        return CompactedTopic.read(cluster, Topics.PREDICTION_MODELS, PredictionModel.class);
    }

    /**
     * Writes a model if it differs from what is there.
     *
     * @param uri where the job finds the model; without it the record carries the model
     * @param actor who does
     * @return what became of it, for people
     */
    public String apply(ModelFile file, Optional<String> uri, String actor) throws IOException {
        byte[] content = file.content();
        String digest = ModelFile.sha256(content);
        PredictionModel before = models().get(file.name());
        if (before != null
                && before.getDefinition().equals(file.definition())
                && digest.equals(before.getSha256())
                && uri.equals(Optional.ofNullable(before.getUri()))) {
            return file.name() + " is as it was, version " + before.getVersion();
        }
        int version = before == null ? 1 : before.getVersion() + 1;
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            writer.send(
                    Topics.PREDICTION_MODELS,
                    file.name(),
                    PredictionModel.newBuilder()
                            .setModel(file.name())
                            .setVersion(version)
                            .setDefinition(file.definition())
                            .setContent(uri.isPresent() ? null : ByteBuffer.wrap(content))
                            .setUri(uri.orElse(null))
                            .setSha256(digest)
                            .setUpdatedAt(now)
                            .setUpdatedBy(actor)
                            .build());
            writer.flush();
        }
        return file.name() + " is now version " + version;
    }

    /**
     * Deletes a model; the alarms it raised are over.
     *
     * @throws IOException if it is not there
     */
    public void delete(String name) throws IOException {
        require(name);
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            writer.delete(Topics.PREDICTION_MODELS, name);
            writer.flush();
        }
    }

    /**
     * A model.
     *
     * @throws IOException if it is not there
     */
    public PredictionModel require(String name) throws IOException {
        PredictionModel model = models().get(name);
        if (model == null) {
            throw new IOException("there is no model '" + name + "'; ./fleet prediction list");
        }
        return model;
    }
}
