package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Makes an object of a line. */
interface LineParser {

    /** The object; empty if the line is not one. */
    Optional<ObjectNode> parse(byte[] line);
}
