package io.fleetstream.jobs.aggregate.domain;

/**
 * What has become of one window of a roll-up.
 *
 * @param revision of the row sent last; -1 for none
 * @param changes what it held
 * @param early whether the window was open then
 * @param due when the next row is sent, in arrival time; {@link DeviceState#NEVER} for not at all
 */
record RollUpMark(int revision, long changes, boolean early, long due) {
    static final RollUpMark NONE = new RollUpMark(-1, 0, false, DeviceState.NEVER);

    RollUpMark due(long at) {
        return new RollUpMark(revision, changes, early, at);
    }
}
