package io.fleetstream.benchmarks.shadow;

import io.fleetstream.schemas.ShadowDocument;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a job has written: numbers, bytes and, where they are asked for, sums over the contents that
 * no order changes.
 */
final class Books {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private long messages;
    private long messageBytes;

    /** Read by those who wait, while it is counted. */
    private volatile long documents;

    private long documentBytes;
    private long contents;

    /** Books a message to a device. */
    void message(String topic, byte[] payload, boolean look) {
        messages++;
        messageBytes += topic.length() + payload.length;
        if (look) {
            contents += mixed(SPREAD * topic.hashCode() + Arrays.hashCode(payload));
        }
    }

    /** Books a document in the log. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void document(int bytes) {
        documents++;
        documentBytes += bytes;
    }

    /** Looks at what a document says, but not at where its request stood. */
    void look(ShadowDocument document) {
        long hash =
                Objects.hash(
                        document.getDeviceId(),
                        document.getShadowName(),
                        document.getVersion(),
                        document.getDeleted(),
                        document.getCreatedAt(),
                        document.getUpdatedAt(),
                        document.getDesired(),
                        document.getReported(),
                        document.getMetadata());
        hash =
                SPREAD * hash
                        + Objects.hash(
                                document.getDesiredVersion(),
                                document.getReportedVersion(),
                                pending(document.getPendingSince()));
        contents += mixed(hash);
    }

    private static long pending(Instant since) {
        return since == null ? 0 : since.toEpochMilli();
    }

    long messages() {
        return messages;
    }

    /** Bytes of topics and payloads. */
    long messageBytes() {
        return messageBytes;
    }

    long documents() {
        return documents;
    }

    long documentBytes() {
        return documentBytes;
    }

    /** Sum over what was looked at. */
    long contents() {
        return contents;
    }

    private static long mixed(long value) {
        long product = value * SPREAD;
        return product ^ (product >>> 31);
    }

    @Override
    public String toString() {
        return "%d messages of %d bytes, %d documents of %d bytes, contents %x"
                .formatted(messages, messageBytes, documents, documentBytes, contents);
    }
}
