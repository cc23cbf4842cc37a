package io.fleetstream.jobs.prediction.domain.alert;

/**
 * The alarm of a device by a model.
 *
 * @param raisedAt when it was raised, epoch milliseconds of event time; {@link #NONE} if it is not
 * @param step what happened to it last, counted from 1; 0 if it is not raised
 * @param inARow scores one after the other that speak for a change
 */
public record AlertState(long raisedAt, int step, int inARow) {
    /** No time. */
    public static final long NONE = Long.MIN_VALUE;

    /** No alarm, and nothing that speaks for one. */
    public static final AlertState QUIET = new AlertState(NONE, 0, 0);

    /** Whether it is raised. */
    public boolean isRaised() {
        return raisedAt != NONE;
    }

    /**
     * After another score.
     *
     * @param millis event time of the score
     * @param speaksForChange whether it is on the other side of the probability that counts
     * @param needed scores in a row that make a change
     */
    public AlertState next(long millis, boolean speaksForChange, int needed) {
        int count = speaksForChange ? inARow + 1 : 0;
        if (count < needed) {
            return new AlertState(raisedAt, step, count);
        }
        return isRaised() ? QUIET : new AlertState(millis, 1, 0);
    }
}
