package io.fleetstream.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time as an operator says it: ISO-8601, or how long ago. */
final class TimeOrAge implements ITypeConverter<Instant> {
    private final Clock clock;

    TimeOrAge() {
        this(Clock.systemUTC());
    }

    TimeOrAge(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        try {
            return text.startsWith("P")
                    ? clock.instant().minus(Duration.parse(text))
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'"
                            + text
                            + "' is no time; accepted: ISO-8601 such as 2026-03-01T12:00:00Z, or"
                            + " PT1H for an hour ago");
        }
    }
}
