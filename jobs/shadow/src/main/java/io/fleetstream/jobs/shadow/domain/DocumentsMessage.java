package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.tree.JsonOut;
import io.fleetstream.jobs.shadow.domain.tree.MemberSpans;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes {@code update/documents}, the largest of the answers. What did not change is written once
 * and copied; the texts of the current sections are those of the change as well. For one thread at
 * a time.
 */
final class DocumentsMessage {
    private static final byte[] PREVIOUS = ascii("{\"previous\":");
    private static final byte[] PREVIOUS_NULL = ascii("{\"previous\":null,\"current\":");
    private static final byte[] CURRENT = ascii(",\"current\":");
    private static final byte[] ONLY_CURRENT = ascii("{\"current\":");
    private static final byte[] STATE = ascii("{\"state\":{");
    private static final byte[] METADATA = ascii(",\"metadata\":{");
    private static final byte[] DESIRED = ascii("\"desired\":");
    private static final byte[] REPORTED = ascii("\"reported\":");
    private static final byte[] VERSION = ascii(",\"version\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] TOKEN = ascii(",\"clientToken\":");

    // The parts of a side, in which Spans count
    private static final int DESIRED_STATE = 0;
    private static final int REPORTED_STATE = 1;
    private static final int DESIRED_STAMPS = 2;
    private static final int REPORTED_STAMPS = 3;
    private static final int PARTS = 4;

    private final JsonOut out = new JsonOut();
    private final boolean previousIsNull;
    private final Spans previous = new Spans();
    private final Spans current = new Spans();

    DocumentsMessage(boolean previousIsNull) {
        this.previousIsNull = previousIsNull;
    }

    /** The payload and, from the same bytes, the texts of what is current. */
    Written write(StoredShadow old, StoredShadow now, long seconds, Text token) {
        out.reset();
        if (old == null) {
            out.put(previousIsNull ? PREVIOUS_NULL : ONLY_CURRENT);
        } else {
            out.put(PREVIOUS);
            side(old, previous, null, null);
            out.put(CURRENT);
        }
        side(now, current, old, previous);
        out.put(TIMESTAMP).put(seconds);
        if (token != null) {
            out.put(TOKEN);
            token.writeTo(out);
        }
        byte[] payload = out.put('}').toBytes();
        return new Written(
                payload,
                text(payload, now.desired() != null, current, DESIRED_STATE),
                text(payload, now.reported() != null, current, REPORTED_STATE),
                new Text(
                        payload,
                        current.metadataStart,
                        current.metadataEnd - current.metadataStart));
    }

    private void side(StoredShadow shadow, Spans spans, StoredShadow before, Spans written) {
        ObjectNode desired = shadow.desiredTree();
        ObjectNode reported = shadow.reportedTree();
        ObjectNode oldDesired = before == null ? null : before.desiredTree();
        ObjectNode oldReported = before == null ? null : before.reportedTree();
        boolean first = desired == null;
        out.put(STATE);
        part(desired, DESIRED, DESIRED_STATE, spans, oldDesired, written, true);
        part(reported, REPORTED, REPORTED_STATE, spans, oldReported, written, first);
        out.put('}').put(METADATA);
        spans.metadataStart = out.size() - 1;
        part(desired, DESIRED, DESIRED_STAMPS, spans, oldDesired, written, true);
        part(reported, REPORTED, REPORTED_STAMPS, spans, oldReported, written, first);
        out.put('}');
        spans.metadataEnd = out.size();
        out.put(VERSION).put(shadow.version()).put('}');
    }

    private void part(
            ObjectNode tree,
            byte[] name,
            int part,
            Spans spans,
            ObjectNode before,
            Spans written,
            boolean first) {
        if (tree == null) {
            return;
        }
        if (!first) {
            out.put(',');
        }
        out.put(name);
        MemberSpans known = before == null ? null : written.parts[part];
        boolean stamps = part == DESIRED_STAMPS || part == REPORTED_STAMPS;
        spans.parts[part].write(out, tree, stamps, before, known);
    }

    private static Text text(byte[] payload, boolean present, Spans spans, int part) {
        MemberSpans span = spans.parts[part];
        return present ? new Text(payload, span.start(), span.end() - span.start()) : null;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where the parts of one side stand in the message. */
    private static final class Spans {
        private final MemberSpans[] parts = new MemberSpans[PARTS];
        private int metadataStart;
        private int metadataEnd;

        Spans() {
            Arrays.setAll(parts, part -> new MemberSpans());
        }
    }

    /**
     * A message.
     *
     * @param payload all of it
     * @param desired the current section in it; null if absent
     * @param reported the current section in it; null if absent
     * @param metadata the current metadata in it
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares messages
    record Written(byte[] payload, Text desired, Text reported, Text metadata) {}
}
