package io.fleetstream.bridge.downlink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions this consumer has, and how far each is done. For the consumer's thread only. */
final class Assignment implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private final Consumer<byte[], byte[]> consumer;
    private final java.util.function.Consumer<Collection<TopicPartition>> onGone;
    private final Map<TopicPartition, PartitionProgress> progress = new HashMap<>();

    /** Takes who is to forget the records of partitions that were taken away. */
    Assignment(
            Consumer<byte[], byte[]> consumer,
            java.util.function.Consumer<Collection<TopicPartition>> onGone) {
        this.consumer = consumer;
        this.onGone = onGone;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            progress.put(partition, new PartitionProgress(consumer.position(partition)));
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitNow();
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onGone.accept(partitions);
        partitions.forEach(progress::remove);
    }

    /** Progress of a partition; null if it was taken away. */
    PartitionProgress of(TopicPartition partition) {
        return progress.get(partition);
    }

    /** Reads everything again that is not finished. */
    void rewind() {
        progress.forEach((partition, done) -> consumer.seek(partition, done.rewind()));
    }

    /** Commits what is finished, without waiting. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = finished();
        if (!offsets.isEmpty()) {
            consumer.commitAsync(
                    offsets,
                    (done, error) -> {
                        if (error == null) {
                            noteCommitted(done);
                        } else {
                            LOG.warn("offsets not committed, will be tried again", error);
                        }
                    });
        }
    }

    /** Commits what is finished and waits for it. */
    void commitNow() {
        Map<TopicPartition, OffsetAndMetadata> offsets = finished();
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets);
            noteCommitted(offsets);
        } catch (KafkaException e) {
            LOG.warn("offsets not committed; some messages will be published again", e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> finished() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        progress.forEach(
                (partition, done) -> {
                    long offset = done.toCommit();
                    if (offset >= 0) {
                        offsets.put(partition, new OffsetAndMetadata(offset));
                    }
                });
        return offsets;
    }

    private void noteCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach(
                (partition, offset) -> {
                    PartitionProgress done = progress.get(partition);
                    if (done != null) {
                        done.committed(offset.offset());
                    }
                });
    }
}
