package io.fleetstream.jobs.prediction.function;

/**
 * What a model says of a window.
 *
 * @param deviceId device
 * @param place where it belongs; null if that is not known
 * @param model name of the model
 * @param version of the model
 * @param millis event time of the newest reading of the window, epoch milliseconds
 * @param probability 0 to 1; NaN where the device is no longer scored
 * @param alert when it makes an alarm; null where the device is no longer scored
 */
public record Score(
        String deviceId,
        Place place,
        String model,
        int version,
        long millis,
        double probability,
        Alert alert) {

    /**
     * When scores make an alarm, as the model's definition says.
     *
     * @param over probability over which it is raised
     * @param clearBelow probability below which it is cleared
     * @param inARow scores that must say so one after the other
     * @param severity of the alarm
     * @param description what it says; empty if nothing
     */
    public record Alert(
            double over, double clearBelow, int inARow, String severity, String description) {}

    /** Whether there is a probability. */
    public boolean isScore() {
        return !Double.isNaN(probability);
    }
}
