package io.fleetstream.connectors.postgres;

import java.time.Instant;

/** A row of the tables of these tests: a value of a device, with a text and a revision. */
public record Sample(Instant time, String device, double value, String note, int revision) {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static Sample at(long micros, String device) {
        return new Sample(NOON.plusNanos(micros * 1_000), device, micros, "note", 0);
    }

    Sample value(double other) {
        return new Sample(time, device, other, note, revision);
    }

    Sample note(String other) {
        return new Sample(time, device, value, other, revision);
    }

    Sample revision(int other) {
        return new Sample(time, device, value, note, other);
    }

    static Table<Sample> table(String name) {
        return columns(name).build();
    }

    static Table<Sample> revised(String name) {
        return columns(name)
                .keeping(
                        (fresh, old) -> fresh + ".revision >= " + old + ".revision",
                        Sample::revision)
                .build();
    }

    private static Table.Builder<Sample> columns(String name) {
        return Table.<Sample>named(name)
                .instant("time", Sample::time)
                .text("device", Sample::device)
                .endOfKey()
                .number("value", Sample::value)
                .text("note", Sample::note)
                .integer("revision", Sample::revision);
    }
}
