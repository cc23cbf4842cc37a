package io.fleetstream.jobs.aggregate.domain;

/** The panes of one roll-up; what was changed is put again. */
public interface RollUpStore {
    /** The pane that begins then; null if there is none. */
    RollUpDelta pane(long start);

    /** Keeps a pane. */
    void putPane(RollUpDelta pane);

    /** Drops a pane. */
    void removePane(long start);
}
