package io.fleetstream.jobs.aggregate.domain;

/** What is kept of one device besides its {@link DeviceState}; what was changed is put again. */
public interface DeviceStore {
    /** The pane that begins then, which is there. */
    Pane pane(long start);

    /** Keeps a pane. */
    void putPane(Pane pane);

    /** Drops a pane. */
    void removePane(long start);

    /** The sealed pane of that id; null if there is none. */
    Statistics sealed(long id);

    /** Keeps a sealed pane. */
    void putSealed(long id, Statistics pane);

    /** Drops a sealed pane. */
    void removeSealed(long id);

    /** The marks of the window of that id; null if there are none. */
    Marks marks(long id);

    /** Keeps marks. */
    void putMarks(long id, Marks marks);

    /** Drops marks; there may be none. */
    void removeMarks(long id);
}
