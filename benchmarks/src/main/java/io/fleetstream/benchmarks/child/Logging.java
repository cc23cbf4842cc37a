package io.fleetstream.benchmarks.child;

/** Log settings of the harness and its children: warnings and worse, on standard error. */
public final class Logging {
    /** Class path resource with Log4j's settings. */
    public static final String CONFIGURATION = "io/fleetstream/benchmarks/log4j2.properties";

    private Logging() {}

    /** Makes them those of this process; before anything logs. */
    public static void configure() {
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", CONFIGURATION);
        }
    }
}
