package io.fleetstream.jobs.notify.delivery;

/** What is counted of a target; called from one thread. */
public interface Tally {
    /** The target has taken a notice. */
    void taken();

    /** A try has failed and will be repeated. */
    void retried();

    /** The target does not want a notice. */
    void refused();

    /** A notice was not taken in time. */
    void gaveUp();
}
