package io.fleetstream.jobs.prediction.function;

import io.fleetstream.jobs.prediction.state.ModelRow;

/**
 * What {@link WindowDeviceFunction} tells {@link ScoreWindowsOperator}, in order: that a model is
 * to be used from now on or no more, a window to be scored, or that a device is no longer scored by
 * a model that is gone.
 */
public final class ScoreInput {
    private ModelRow row;
    private String deviceId;
    private Place place;
    private String model;
    private long millis;
    private float[] features;

    /** For Flink. */
    public ScoreInput() {}

    /** A model to be used, or no more. */
    static ScoreInput of(ModelRow row) {
        ScoreInput input = new ScoreInput();
        input.row = row;
        return input;
    }

    /** A window. */
    static ScoreInput window(
            String device, Place place, String model, long millis, float[] features) {
        ScoreInput input = withdrawal(device, model, millis);
        input.place = place;
        input.features = features;
        return input;
    }

    /** That a device is no longer scored. */
    static ScoreInput withdrawal(String device, String model, long millis) {
        ScoreInput input = new ScoreInput();
        input.deviceId = device;
        input.model = model;
        input.millis = millis;
        return input;
    }

    /** The model; null if it is about a device. */
    public ModelRow getRow() {
        return row;
    }

    /** For Flink. */
    public void setRow(ModelRow row) {
        this.row = row;
    }

    /** Device. */
    public String getDeviceId() {
        return deviceId;
    }

    /** For Flink. */
    public void setDeviceId(String deviceId) {
        this.deviceId = deviceId;
    }

    /** Where the device belongs; null if it is not known. */
    public Place getPlace() {
        return place;
    }

    /** For Flink. */
    public void setPlace(Place place) {
        this.place = place;
    }

    /** Name of the model. */
    public String getModel() {
        return model;
    }

    /** For Flink. */
    public void setModel(String model) {
        this.model = model;
    }

    /** Event time of the newest reading of the window, epoch milliseconds. */
    public long getMillis() {
        return millis;
    }

    /** For Flink. */
    public void setMillis(long millis) {
        this.millis = millis;
    }

    /** What goes into the model; null if the device is no longer scored. */
    public float[] getFeatures() {
        return features;
    }

    /** For Flink. */
    public void setFeatures(float[] features) {
        this.features = features;
    }
}
