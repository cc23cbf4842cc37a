package io.fleetstream.jobs.prediction.function;

import io.fleetstream.jobs.prediction.domain.alert.AlarmIds;
import io.fleetstream.jobs.prediction.domain.alert.AlertState;
import io.fleetstream.jobs.prediction.state.AlertRow;
import io.fleetstream.jobs.prediction.state.PredictionStates;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes alarms of scores: raised over one probability, cleared below another. The rule of such an
 * alarm is {@code prediction.} and the model's name, its version the model's. Keyed by device.
 * State: {@link PredictionStates#ALERTS}. No timers.
 */
public final class JudgeDeviceFunction extends KeyedProcessFunction<String, Score, AlarmEvent> {
    /** What the names of rules begin with. */
    public static final String RULE_PREFIX = "prediction.";

    private static final long serialVersionUID = 1L;

    private transient MapState<String, AlertRow> alerts;

    @Override
    public void open(OpenContext context) {
        alerts = getRuntimeContext().getMapState(PredictionStates.ALERTS);
    }

    @Override
    public void processElement(Score score, Context context, Collector<AlarmEvent> out)
            throws Exception {
        AlertRow stored = alerts.get(score.model());
        AlertState before =
                stored == null
                        ? AlertState.QUIET
                        : new AlertState(stored.raisedAt(), stored.step(), stored.inARow());
        AlertState after = next(before, score);
        if (after.isRaised() && !before.isRaised()) {
            out.collect(event(score, after.raisedAt(), after.step(), AlarmChangeKind.RAISED));
        } else if (before.isRaised() && !after.isRaised()) {
            out.collect(
                    event(score, before.raisedAt(), before.step() + 1, AlarmChangeKind.CLEARED));
        }
        if (after.equals(AlertState.QUIET)) {
            alerts.remove(score.model());
        } else {
            alerts.put(score.model(), new AlertRow(after.raisedAt(), after.step(), after.inARow()));
        }
    }

    private static AlertState next(AlertState before, Score score) {
        if (!score.isScore()) {
            return AlertState.QUIET;
        }
        boolean change =
                before.isRaised()
                        ? score.probability() < score.alert().clearBelow()
                        : score.probability() > score.alert().over();
        return before.next(score.millis(), change, score.alert().inARow());
    }

    private static AlarmEvent event(Score score, long raisedAt, int step, AlarmChangeKind change) {
        String rule = RULE_PREFIX + score.model();
        Score.Alert alert = score.alert();
        Place place = score.place();
        return AlarmEvent.newBuilder()
                .setAlarmId(AlarmIds.of(rule, score.deviceId(), raisedAt))
                .setRuleId(rule)
                .setRuleVersion(score.version())
                .setDeviceId(score.deviceId())
                .setOrg(place == null ? null : place.org())
                .setSite(place == null ? null : place.site())
                .setDeviceType(place == null ? null : place.type())
                .setModel(place == null ? null : place.model())
                .setChange(change)
                .setState(change == AlarmChangeKind.RAISED ? AlarmState.ACTIVE : AlarmState.NORMAL)
                .setSeverity(
                        alert == null
                                ? AlarmSeverity.INDETERMINATE
                                : AlarmSeverity.valueOf(alert.severity()))
                .setHappenedAt(Instant.ofEpochMilli(score.millis()))
                .setRaisedAt(Instant.ofEpochMilli(raisedAt))
                .setStep(step)
                .setCount(1)
                .setMetric(score.model())
                .setValue(score.isScore() ? score.probability() : null)
                .setComment(
                        alert == null || alert.description().isEmpty() ? null : alert.description())
                .build();
    }
}
