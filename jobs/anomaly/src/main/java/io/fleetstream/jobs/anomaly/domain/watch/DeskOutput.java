package io.fleetstream.jobs.anomaly.domain.watch;

/** Where a desk tells what it does. */
public interface DeskOutput {
    /** Something happened to an alarm. */
    void happened(Happening happening);

    /** A reading came too late to be judged. */
    void late(Sample sample);

    /** A reading came again. */
    void repeated(Sample sample);

    /** An order changed nothing. */
    void ignored(Order order);
}
