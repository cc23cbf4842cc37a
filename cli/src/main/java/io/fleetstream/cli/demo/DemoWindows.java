package io.fleetstream.cli.demo;

/** The windows the demo shows. */
public final class DemoWindows {
    /** Kind of window in {@code window_aggregates}: short, because a demo is. */
    public static final String NAME = "10s";

    private DemoWindows() {}
}
