package io.fleetstream.jobs.prediction.function;

import io.fleetstream.schemas.PredictionScore;
import java.time.Instant;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Scores as records of their topic. No state. */
public final class ToScoreRecordFunction implements FlatMapFunction<Score, PredictionScore> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Score score, Collector<PredictionScore> out) {
        if (score.isScore()) {
            Place place = score.place();
            out.collect(
                    PredictionScore.newBuilder()
                            .setDeviceId(score.deviceId())
                            .setOrg(place.org())
                            .setSite(place.site())
                            .setDeviceType(place.type())
                            .setDeviceModel(place.model())
                            .setModel(score.model())
                            .setVersion(score.version())
                            .setWindowEnd(Instant.ofEpochMilli(score.millis()))
                            .setProbability(score.probability())
                            .build());
        }
    }
}
