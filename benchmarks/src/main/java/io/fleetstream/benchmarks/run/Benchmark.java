package io.fleetstream.benchmarks.run;

import io.fleetstream.benchmarks.report.Outcome;
import java.io.IOException;

/** One benchmark: prepares its services, lets its variants drain in turn, and compares them. */
public interface Benchmark {
    /** Name on the command line, and first part of the names of its figures. */
    String name();

    /** One line that says what is compared. */
    String description();

    /**
     * Runs it; everything it started is stopped when it returns.
     *
     * @throws IOException if a variant failed, or did not get every record
     */
    Outcome run(Run run) throws IOException;
}
