package io.fleetstream.bridge.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads ISO-8601 durations such as {@code PT1M}. */
final class DurationModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    DurationModule() {
        addDeserializer(Duration.class, new DurationReader());
    }

    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = parser.getValueAsString();
            try {
                return Duration.parse(text == null ? "" : text);
            } catch (DateTimeParseException e) {
                return (Duration)
                        context.handleWeirdStringValue(
                                Duration.class, text, "expected an ISO-8601 duration such as PT1M");
            }
        }
    }
}
