package io.fleetstream.cli.letters;

import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.RecordSender;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RecordHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Gives refused records to their topic once more: key, value and headers byte for byte, into the
 * same partition, with the headers {@link RecordHeaders#REPLAYED_FROM} and {@link
 * RecordHeaders#REPLAY_ID} added. Ingest knows a replayed message by the place it stood at first,
 * so replaying twice stores once.
 *
 * <p>Two passes: the first one chooses, the second one sends; so only ids are held in memory,
 * whatever the size of the payloads.
 */
public final class Replay {
    private static final int PROGRESS_EVERY = 1_000;

    private final Cluster cluster;
    private final LetterBox box;

    /** Within that cluster. */
    public Replay(Cluster cluster) {
        this.cluster = cluster;
        box = new LetterBox(cluster);
    }

    /**
     * Chooses what is to be replayed: of every refused message the last dead letter.
     *
     * @param topics topics that exist
     * @param most how many at most, in the order they are found
     */
    public ReplayPlan plan(LetterFilter filter, Set<String> topics, OptionalInt most)
            throws IOException {
        ReplayPlan plan = new ReplayPlan(topics, most);
        plan.unreadable(box.visit(filter, plan::consider));
        return plan;
    }

    /**
     * Sends what was chosen, and returns when Kafka has it all.
     *
     * @param id name of this replay
     * @param perSecond how many a second at most
     * @param progress takes a line now and then
     * @return how many were sent
     */
    public long send(
            ReplayPlan plan,
            LetterFilter filter,
            String id,
            OptionalLong perSecond,
            Consumer<String> progress)
            throws IOException {
        try (RecordSender sender = new RecordSender(cluster)) {
            Map<String, Integer> partitions = new HashMap<>();
            Pace pace = new Pace(perSecond);
            long[] sent = {0};
            box.visit(
                    filter,
                    found -> {
                        if (!plan.chosen(found)) {
                            return;
                        }
                        String topic = found.letter().getSourceTopic();
                        Integer known = partitions.get(topic);
                        if (known == null) {
                            known = sender.partitions(topic);
                            partitions.put(topic, known);
                        }
                        pace.next();
                        sender.send(record(found, id, known));
                        if (++sent[0] % PROGRESS_EVERY == 0) {
                            progress.accept("replayed " + sent[0] + " of " + plan.size());
                        }
                    });
            sender.flush();
            return sent[0];
        }
    }

    static ProducerRecord<byte[], byte[]> record(FoundLetter found, String id, int partitions) {
        DeadLetter letter = found.letter();
        // The partition it had: what a device sent stays in order, whoever chose it then.
        Integer partition =
                letter.getSourcePartition() < partitions ? letter.getSourcePartition() : null;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        letter.getSourceTopic(),
                        partition,
                        bytes(letter.getRawKey()),
                        bytes(letter.getRawValue()));
        letter.getHeaders().stream()
                .filter(header -> !header.getKey().equals(RecordHeaders.REPLAYED_FROM))
                .filter(header -> !header.getKey().equals(RecordHeaders.REPLAY_ID))
                .forEach(header -> record.headers().add(header.getKey(), bytes(header.getValue())));
        record.headers().add(RecordHeaders.REPLAYED_FROM, utf8(found.id().toString()));
        record.headers().add(RecordHeaders.REPLAY_ID, utf8(id));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
