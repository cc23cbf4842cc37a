package io.fleetstream.benchmarks.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;

/** Books a message to a device, whose only header is its topic. */
final class MessageEntry implements BookingSink.Entry<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    private final boolean look;

    MessageEntry(boolean look) {
        this.look = look;
    }

    @Override
    public void book(KafkaRecord message, Books books) {
        String topic = new String(message.headerValue(0), StandardCharsets.UTF_8);
        books.message(topic, message.value(), look);
    }
}
