package io.fleetstream.jobs.prediction.training;

import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.domain.window.DeviceWindow;
import java.util.HashMap;
import java.util.Map;

/** Windows with what is true of them, as a model sees them. */
final class Samples {
    private final float[][] features;
    private final boolean[] worn;

    private Samples(float[][] features, boolean[] worn) {
        this.features = features;
        this.worn = worn;
    }

    /** Every second one wears out; of the same window as the job makes of the same readings. */
    static Samples of(ModelSpec spec, long seed, int count) {
        WearGenerator generator = new WearGenerator(seed, spec.window());
        float[][] features = new float[count][];
        boolean[] worn = new boolean[count];
        for (int index = 0; index < count; index++) {
            worn[index] = index % 2 == 1;
            features[index] = seen(spec, generator.window(worn[index]));
        }
        return new Samples(features, worn);
    }

    private static float[] seen(ModelSpec spec, float[] rows) {
        DeviceWindow window = new DeviceWindow(spec);
        int metrics = spec.metrics().size();
        for (int row = 0; row < spec.window(); row++) {
            Map<String, Double> values = new HashMap<>();
            for (int metric = 0; metric < metrics; metric++) {
                values.put(spec.metrics().get(metric), (double) rows[row * metrics + metric]);
            }
            window.take(row, values);
        }
        return window.features();
    }

    int size() {
        return worn.length;
    }

    float[] features(int index) {
        return features[index];
    }

    boolean worn(int index) {
        return worn[index];
    }
}
