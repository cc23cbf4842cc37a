package io.fleetstream.jobs.prediction.domain.model;

import io.fleetstream.schemas.Selector;
import java.util.List;

/**
 * The definition of a model.
 *
 * @param id name
 * @param description what an alarm says; empty if nothing
 * @param devices whose windows it scores
 * @param metrics that go in, in order; a reading with the first of them is a row of the window
 * @param shape how a window goes in
 * @param window rows of a window
 * @param slide rows from one scored window to the next
 * @param gapMillis time between two rows after which a window begins anew, and after which the last
 *     value of another metric no longer counts
 * @param statistics of flat features; none of a sequence
 * @param output which number of those the model gives for a window is the probability; -1 for the
 *     last
 * @param alert when scores make an alarm
 */
public record ModelSpec(
        String id,
        String description,
        Selector devices,
        List<String> metrics,
        InputShape shape,
        int window,
        int slide,
        long gapMillis,
        List<Statistic> statistics,
        int output,
        AlertSpec alert) {

    /** Takes copies of the lists. */
    public ModelSpec {
        metrics = List.copyOf(metrics);
        statistics = List.copyOf(statistics);
    }

    /** Numbers that go in for one window. */
    public int inputs() {
        return shape == InputShape.FLAT
                ? metrics.size() * statistics.size()
                : window * metrics.size();
    }

    /** What the shape of the input must be, without the batch in front. */
    public List<Long> innerShape() {
        return shape == InputShape.FLAT
                ? List.of((long) inputs())
                : List.of((long) window, (long) metrics.size());
    }
}
