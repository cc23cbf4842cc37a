package io.fleetstream.bridge.mqtt.paho;

import io.fleetstream.bridge.logging.RateLimitedLog;
import io.fleetstream.bridge.mqtt.MqttText;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic and the properties of one PUBLISH and replaces, in texts with characters Paho
 * does not read, everything but printable ASCII by question marks. Lengths stay as they are.
 */
final class PublishText {
    private static final Logger LOG = LoggerFactory.getLogger(PublishText.class);
    private static final RateLimitedLog REPLACED = new RateLimitedLog(LOG, Duration.ofSeconds(10));
    private static final int CONTINUATION = 0x80;

    private static final int CONTENT_TYPE = 0x03;
    private static final int RESPONSE_TOPIC = 0x08;
    private static final int CORRELATION_DATA = 0x09;
    private static final int SUBSCRIPTION_IDENTIFIER = 0x0B;
    private static final int USER_PROPERTY = 0x26;

    /** Gives the next byte of the packet and adds it to the head; -1 at the packet's end. */
    @FunctionalInterface
    interface Source {
        int next() throws IOException;
    }

    private final GrowingBytes head;
    private final Source source;

    PublishText(GrowingBytes head, Source source) {
        this.head = head;
        this.source = source;
    }

    /** Cleans the texts; what is not well-formed is left for Paho to refuse. */
    void clean(boolean hasPacketId) throws IOException {
        text();
        if (hasPacketId) {
            skip(2);
        }
        int length = variableInteger();
        int end = head.size() + length;
        while (length > 0 && head.size() < end) {
            property();
        }
    }

    private void property() throws IOException {
        switch (source.next()) {
            case CONTENT_TYPE, RESPONSE_TOPIC -> text();
            case USER_PROPERTY -> {
                text();
                text();
            }
            case CORRELATION_DATA -> skip(twoByteInteger());
            case SUBSCRIPTION_IDENTIFIER -> variableInteger();
            case 0x01 -> skip(1); // payload format
            case 0x02 -> skip(4); // message expiry
            case 0x23 -> skip(2); // topic alias
            default -> skip(Integer.MAX_VALUE); // malformed: to the end of the packet
        }
    }

    private void text() throws IOException {
        int length = twoByteInteger();
        int start = head.size();
        boolean plain = true;
        for (int i = 0; i < length; i++) {
            plain &= isPlain(source.next());
        }
        if (!plain && !MqttText.isReadable(head.text(start, head.size()))) {
            REPLACED.warn("a text with control characters was cleaned; {} bytes", length);
            for (int i = start; i < head.size(); i++) {
                head.set(i, isPlain(head.get(i)) ? head.get(i) : (byte) '?');
            }
        }
    }

    private static boolean isPlain(int character) {
        return character >= ' ' && character <= '~';
    }

    private int twoByteInteger() throws IOException {
        int high = source.next();
        return Math.max(0, high << 8 | source.next());
    }

    private int variableInteger() throws IOException {
        int value = 0;
        int shift = 0;
        int part;
        do {
            part = source.next();
            if (part < 0) {
                return 0;
            }
            value |= (part & ~CONTINUATION) << shift;
            shift += 7;
        } while ((part & CONTINUATION) != 0 && shift < 28);
        return value;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            if (source.next() < 0) {
                return;
            }
        }
    }
}
