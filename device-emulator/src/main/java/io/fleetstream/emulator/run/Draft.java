package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.Content;

/**
 * A message before it has a number.
 *
 * @param content what it says
 * @param marker whether it is the last of its boot, which is good by design
 * @param priority whether it overtakes the backlog of a gateway
 */
record Draft(Content content, boolean marker, boolean priority) {}
