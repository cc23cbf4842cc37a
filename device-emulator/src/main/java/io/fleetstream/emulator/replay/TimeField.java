package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** A place in the line and how time is written there. */
record TimeField(JsonPointer pointer, TimeFormat format) {

    /** The instant, if the line has one there. */
    Optional<Instant> read(JsonNode line) {
        return format.parse(line.at(pointer));
    }
}
