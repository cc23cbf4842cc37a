package io.fleetstream.jobs.aggregate.domain;

import java.io.IOException;

/** Formats of state begin with their version. */
final class Versions {
    private Versions() {}

    static void check(String what, int found, int known) throws IOException {
        if (found != known) {
            throw new IOException(what + " of format " + found + ", this version knows " + known);
        }
    }
}
