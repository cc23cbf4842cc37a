package io.fleetstream.jobs.ingest.domain.sequence;

/** What a reading is to the readings accepted before it. */
public enum Verdict {
    /** Not seen before. */
    NEW,
    /** Not seen before, and the first one after the device's counter started again. */
    RESET,
    /** Repeats one accepted before. */
    DUPLICATE;

    /** Whether it is to be stored. */
    public boolean accepted() {
        return this != DUPLICATE;
    }
}
