package io.fleetstream.jobs.prediction.function;

import ai.onnxruntime.OrtException;
import io.fleetstream.jobs.prediction.domain.model.AlertSpec;
import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.domain.model.ModelSpecReader;
import io.fleetstream.jobs.prediction.onnx.SharedModels;
import io.fleetstream.jobs.prediction.state.ModelRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores windows, many at a time: when there are enough of them, when the first has waited for long
 * enough, and before every checkpoint, so that nothing has to be kept. The scores of a device come
 * in the order of its windows. Sessions are shared ({@link SharedModels}).
 *
 * <p>A model that fails on windows, though it was tried, costs their scores: they are counted
 * ({@code unscoredWindows}), and the job goes on.
 */
public final class ScoreWindowsOperator extends AbstractStreamOperator<Score>
        implements OneInputStreamOperator<ScoreInput, Score>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ScoreWindowsOperator.class);

    private final double alertOver;
    private final int batchSize;
    private final long batchWaitMillis;

    private transient ModelSpecReader specs;
    private transient Map<String, InUse> models;
    private transient Map<String, List<ScoreInput>> pending;
    private transient int waiting;
    private transient boolean timed;
    private transient Counter batches;
    private transient Counter scores;
    private transient Counter unscored;
    private transient Counter unusable;

    private record InUse(
            ModelSpec spec, int version, Score.Alert alert, SharedModels.Lease lease) {}

    /**
     * An operator.
     *
     * @param alertOver probability of alarms where a definition says nothing
     * @param batchSize most windows that are scored at a time
     * @param batchWait longest time that a window waits for others
     */
    public ScoreWindowsOperator(double alertOver, int batchSize, Duration batchWait) {
        this.alertOver = alertOver;
        this.batchSize = batchSize;
        this.batchWaitMillis = batchWait.toMillis();
    }

    @Override
    public void open() throws Exception {
        super.open();
        specs = new ModelSpecReader(alertOver);
        models = new HashMap<>();
        pending = new TreeMap<>();
        MetricGroup metrics = getMetricGroup().addGroup("fleet");
        batches = metrics.counter("batches");
        scores = metrics.counter("scores");
        unscored = metrics.counter("unscoredWindows");
        unusable = metrics.counter("unusableModels");
    }

    @Override
    public void processElement(StreamRecord<ScoreInput> element) {
        ScoreInput input = element.getValue();
        if (input.getRow() != null) {
            flush();
            change(input.getRow());
        } else if (input.getFeatures() == null) {
            flush();
            output.collect(
                    new StreamRecord<>(
                            new Score(
                                    input.getDeviceId(),
                                    null,
                                    input.getModel(),
                                    0,
                                    input.getMillis(),
                                    Double.NaN,
                                    null)));
        } else {
            add(input);
        }
    }

    private void add(ScoreInput input) {
        pending.computeIfAbsent(input.getModel(), model -> new ArrayList<>()).add(input);
        waiting++;
        if (waiting >= batchSize) {
            flush();
        } else if (!timed) {
            timed = true;
            ProcessingTimeService clock = getProcessingTimeService();
            // what goes wrong in the callback fails the task, and not this future
            ScheduledFuture<?> ignored =
                    clock.registerTimer(
                            clock.getCurrentProcessingTime() + batchWaitMillis,
                            time -> {
                                timed = false;
                                flush();
                            });
        }
    }

    private void change(ModelRow row) {
        if (row.deletes()) {
            InUse gone = models.remove(row.getId());
            if (gone != null) {
                gone.lease().close();
            }
            return;
        }
        try {
            ModelSpec spec = specs.read(row.getDefinition());
            AlertSpec alert = spec.alert();
            InUse now =
                    new InUse(
                            spec,
                            row.getVersion(),
                            new Score.Alert(
                                    alert.over(),
                                    alert.clearBelow(),
                                    alert.inARow(),
                                    alert.severity(),
                                    spec.description()),
                            SharedModels.use(spec, row.getVersion(), row.getContent()));
            InUse before = models.put(row.getId(), now);
            if (before != null) {
                before.lease().close();
            }
            LOG.info("Model {} version {} in use", row.getId(), row.getVersion());
        } catch (ModelException e) {
            // it was tried before it came here: this machine is different, and keeps what it has
            unusable.inc();
            LOG.warn("Model {} version {} cannot be used", row.getId(), row.getVersion(), e);
        }
    }

    private void flush() {
        for (Map.Entry<String, List<ScoreInput>> batch : pending.entrySet()) {
            if (!batch.getValue().isEmpty()) {
                score(models.get(batch.getKey()), batch.getValue());
                batch.getValue().clear();
            }
        }
        waiting = 0;
    }

    private void score(InUse model, List<ScoreInput> windows) {
        if (model == null) {
            unscored.inc(windows.size());
            return;
        }
        float[] features = features(model.spec(), windows);
        if (features == null) {
            unscored.inc(windows.size());
            return;
        }
        float[] given;
        try {
            given = model.lease().model().score(features, windows.size());
        } catch (OrtException | ModelException e) {
            unscored.inc(windows.size());
            LOG.warn("Model {} version {} failed", model.spec().id(), model.version(), e);
            return;
        }
        batches.inc();
        scores.inc(windows.size());
        for (int index = 0; index < windows.size(); index++) {
            ScoreInput window = windows.get(index);
            output.collect(
                    new StreamRecord<>(
                            new Score(
                                    window.getDeviceId(),
                                    window.getPlace(),
                                    window.getModel(),
                                    model.version(),
                                    window.getMillis(),
                                    given[index],
                                    model.alert())));
        }
    }

    /** One after the other; null where this machine's version takes windows of another size. */
    private static float[] features(ModelSpec spec, List<ScoreInput> windows) {
        float[] features = new float[windows.size() * spec.inputs()];
        for (int index = 0; index < windows.size(); index++) {
            float[] window = windows.get(index).getFeatures();
            if (window.length != spec.inputs()) {
                return null;
            }
            System.arraycopy(window, 0, features, index * spec.inputs(), window.length);
        }
        return features;
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }

    @Override
    public void close() throws Exception {
        if (models != null) {
            models.values().forEach(model -> model.lease().close());
            models.clear();
        }
        super.close();
    }
}
