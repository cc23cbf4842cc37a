package io.fleetstream.jobs.prediction;

import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.PredictionScore;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes of scoring.
 *
 * @param scores what models say
 * @param alarms what comes of that
 */
public record PredictionStreams(
        DataStream<PredictionScore> scores, DataStream<AlarmEvent> alarms) {}
