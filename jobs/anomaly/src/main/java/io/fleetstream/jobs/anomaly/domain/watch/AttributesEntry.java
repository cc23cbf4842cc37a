package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;

/**
 * What is said of a device, as it is stored: it is read when somebody asks, and written as it was.
 * Most readings say what is known, and nobody asks.
 */
final class AttributesEntry {
    /** Texts of a reading that stand together in what is stored: from the organisation on. */
    private static final int TOGETHER = 4;

    private final ByteReader stored;
    private Attributes attributes;

    private AttributesEntry(ByteReader stored, Attributes attributes) {
        this.stored = stored;
        this.attributes = attributes;
    }

    /** Something new. */
    static AttributesEntry of(Attributes attributes) {
        return new AttributesEntry(null, attributes);
    }

    /** What {@link #write} wrote; stays a part of those bytes. */
    static AttributesEntry read(ByteReader in) {
        return new AttributesEntry(in.getPart(), null);
    }

    Attributes get() {
        if (attributes == null) {
            attributes = Attributes.read(stored.rewind());
        }
        return attributes;
    }

    /**
     * Whether a reading says where its device is, and with which firmware, as is known already;
     * passes over it if so.
     */
    boolean isSaidBy(ByteReader reading) {
        if (stored == null) {
            return false;
        }
        int before = reading.position();
        if (reading.skipSameTexts(stored.rewind(), TOGETHER)) {
            // the hardware, of which readings say nothing
            stored.skipText();
            if (reading.skipSameTexts(stored, 1)) {
                return true;
            }
        }
        reading.seek(before);
        return false;
    }

    void write(ByteWriter out) {
        if (stored == null) {
            ByteWriter bytes = new ByteWriter();
            attributes.write(bytes);
            out.putBytes(bytes.toBytes());
        } else {
            stored.writeTo(out);
        }
    }
}
