package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.request.Section;
import io.fleetstream.jobs.shadow.domain.request.UpdateRequest;
import io.fleetstream.jobs.shadow.domain.tree.JsonOut;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.nio.charset.StandardCharsets;

/** Writes the payloads of answers. For one thread at a time. */
final class Messages {
    private static final byte[] STATE = ascii("{\"state\":");
    private static final byte[] METADATA = ascii(",\"metadata\":");
    private static final byte[] DESIRED = ascii("\"desired\":");
    private static final byte[] REPORTED = ascii("\"reported\":");
    private static final byte[] DELTA = ascii("\"delta\":");
    private static final byte[] VERSION = ascii(",\"version\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] TOKEN = ascii(",\"clientToken\":");
    private static final byte[] NULL = ascii("null");

    private final JsonOut out = new JsonOut();
    private final boolean metadataOfDelta;

    Messages(boolean metadataOfDelta) {
        this.metadataOfDelta = metadataOfDelta;
    }

    /** Of an accepted update: what was asked, nulls included, and its stamps. */
    byte[] updateAccepted(UpdateRequest request, long version, long now) {
        out.reset();
        out.put(STATE);
        if (request.isStateNull()) {
            out.put(NULL).put(METADATA);
            Leaf.writeStamp(out, now);
        } else {
            Section desired = request.desired();
            Section reported = request.reported();
            out.put('{');
            boolean first = section(DESIRED, desired, true);
            section(REPORTED, reported, first);
            out.put('}').put(METADATA).put('{');
            first = stamps(DESIRED, desired, now, true);
            stamps(REPORTED, reported, now, first);
            out.put('}');
        }
        return tail(version, now, request.clientToken());
    }

    /** What is desired and not reported. */
    byte[] delta(ObjectNode delta, long version, long now, Text token) {
        out.reset();
        out.put(STATE);
        delta.writeState(out);
        out.put(METADATA);
        delta.writeMetadata(out);
        return tail(version, now, token);
    }

    /** Of an accepted get: everything. */
    byte[] getAccepted(StoredShadow shadow, ObjectNode delta, long now, Text token) {
        out.reset();
        out.put(STATE).put('{');
        boolean first = true;
        if (shadow.desired() != null) {
            comma(first).put(DESIRED);
            shadow.desiredTree().writeState(out);
            first = false;
        }
        if (shadow.reported() != null) {
            comma(first).put(REPORTED);
            shadow.reportedTree().writeState(out);
            first = false;
        }
        if (delta.size() > 0) {
            comma(first).put(DELTA);
            delta.writeState(out);
        }
        out.put('}').put(METADATA).put('{');
        first = true;
        if (shadow.desired() != null) {
            comma(first).put(DESIRED);
            shadow.desiredTree().writeMetadata(out);
            first = false;
        }
        if (shadow.reported() != null) {
            comma(first).put(REPORTED);
            shadow.reportedTree().writeMetadata(out);
            first = false;
        }
        if (metadataOfDelta && delta.size() > 0) {
            comma(first).put(DELTA);
            delta.writeMetadata(out);
        }
        out.put('}');
        return tail(shadow.version(), now, token);
    }

    /** Of an accepted delete. */
    byte[] deleteAccepted(long version, long now, Text token) {
        out.reset();
        out.put('{').put(VERSION, 1, VERSION.length - 1).put(version);
        return end(now, token);
    }

    /** Of anything refused. */
    byte[] rejected(int code, String message, Text token) {
        out.reset();
        out.put(ascii("{\"code\":")).put(code).put(ascii(",\"message\":\""));
        out.put(ascii(message)).put('"');
        token(token);
        return out.put('}').toBytes();
    }

    private boolean section(byte[] name, Section section, boolean first) {
        if (section.kind() == Section.Kind.ABSENT) {
            return first;
        }
        comma(first).put(name);
        if (section.kind() == Section.Kind.NULL) {
            out.put(NULL);
        } else {
            section.content().writeState(out);
        }
        return false;
    }

    private boolean stamps(byte[] name, Section section, long now, boolean first) {
        if (section.kind() == Section.Kind.ABSENT) {
            return first;
        }
        comma(first).put(name);
        if (section.kind() == Section.Kind.NULL) {
            Leaf.writeStamp(out, now);
        } else {
            section.content().writeMetadata(out);
        }
        return false;
    }

    private JsonOut comma(boolean first) {
        return first ? out : out.put(',');
    }

    private byte[] tail(long version, long now, Text token) {
        out.put(VERSION).put(version);
        return end(now, token);
    }

    private byte[] end(long now, Text token) {
        out.put(TIMESTAMP).put(now);
        token(token);
        return out.put('}').toBytes();
    }

    private void token(Text token) {
        if (token != null) {
            out.put(TOKEN);
            token.writeTo(out);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
