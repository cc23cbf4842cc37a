package io.fleetstream.jobs.prediction.domain.window;

import io.fleetstream.jobs.prediction.domain.model.InputShape;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.domain.model.Statistic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The last rows of a device under a model, and when they are to be scored.
 *
 * <p>Event times must grow: what comes late or again changes nothing. A reading with the model's
 * first metric is a row; its other metrics are taken from it, else from what came before it within
 * the gap. A row that lacks one, or comes later than the gap allows, begins the window anew. State:
 * four bytes for every number in the window.
 */
public final class DeviceWindow {
    /** Time of a window nothing has come into. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final byte VERSION = 1;

    private final ModelSpec spec;
    private final double[] latest;
    private final long[] latestAt;
    private final float[] rows;
    private int size;
    private int next;
    private int sinceScored;
    private long lastAt = NEVER;
    private long scoredAt = NEVER;

    /** An empty one. */
    public DeviceWindow(ModelSpec spec) {
        this.spec = spec;
        int metrics = spec.metrics().size();
        latest = new double[metrics];
        latestAt = new long[metrics];
        Arrays.fill(latestAt, NEVER);
        rows = new float[spec.window() * metrics];
        sinceScored = spec.slide();
    }

    /** What became of a reading. */
    public enum Taken {
        /** There is no window to score. */
        KEPT,
        /** The window is full, and to be scored now. */
        FULL,
        /** It came late or again, and changed nothing. */
        LATE
    }

    /**
     * Takes a reading.
     *
     * @param millis its event time
     * @param values its metrics that can be believed
     */
    public Taken take(long millis, Map<String, Double> values) {
        if (millis <= lastAt) {
            return Taken.LATE;
        }
        boolean any = false;
        for (int metric = 0; metric < latest.length; metric++) {
            Double value = values.get(spec.metrics().get(metric));
            if (value != null) {
                latest[metric] = value;
                latestAt[metric] = millis;
                any = true;
            }
        }
        if (!any) {
            return Taken.KEPT;
        }
        boolean gap = lastAt != NEVER && millis - lastAt > spec.gapMillis();
        lastAt = millis;
        if (latestAt[0] != millis) {
            return Taken.KEPT;
        }
        if (gap || !isComplete(millis)) {
            size = 0;
            next = 0;
            sinceScored = spec.slide();
            if (!isComplete(millis)) {
                return Taken.KEPT;
            }
        }
        return add();
    }

    private boolean isComplete(long millis) {
        for (long at : latestAt) {
            if (at == NEVER || millis - at > spec.gapMillis()) {
                return false;
            }
        }
        return true;
    }

    private Taken add() {
        int metrics = latest.length;
        for (int metric = 0; metric < metrics; metric++) {
            rows[next * metrics + metric] = (float) latest[metric];
        }
        next = (next + 1) % spec.window();
        size = Math.min(size + 1, spec.window());
        sinceScored = Math.min(sinceScored + 1, spec.slide());
        if (size < spec.window() || sinceScored < spec.slide()) {
            return Taken.KEPT;
        }
        sinceScored = 0;
        scoredAt = lastAt;
        return Taken.FULL;
    }

    /** What goes into the model, of a window that is full. */
    public float[] features() {
        int metrics = latest.length;
        if (spec.shape() == InputShape.SEQUENCE) {
            float[] ordered = new float[rows.length];
            int oldest = next * metrics;
            System.arraycopy(rows, oldest, ordered, 0, rows.length - oldest);
            System.arraycopy(rows, 0, ordered, rows.length - oldest, oldest);
            return ordered;
        }
        float[] features = new float[spec.inputs()];
        double[] values = new double[spec.window()];
        int count = 0;
        for (int metric = 0; metric < metrics; metric++) {
            for (int row = 0; row < spec.window(); row++) {
                values[row] = rows[(next + row) % spec.window() * metrics + metric];
            }
            for (Statistic statistic : spec.statistics()) {
                features[count++] = (float) statistic.of(values);
            }
        }
        return features;
    }

    /**
     * Event time of the last row of the window that was scored last; {@link #NEVER} if none was.
     */
    public long scoredAt() {
        return scoredAt;
    }

    /** All of it. */
    public byte[] toBytes() {
        ByteBuffer out =
                ByteBuffer.allocate(
                        1
                                + 2 * Long.BYTES
                                + latest.length * (Double.BYTES + Long.BYTES)
                                + 5 * Integer.BYTES
                                + size * latest.length * Float.BYTES);
        out.put(VERSION).putInt(spec.window()).putInt(spec.metrics().hashCode());
        for (int metric = 0; metric < latest.length; metric++) {
            out.putDouble(latest[metric]).putLong(latestAt[metric]);
        }
        out.putInt(size).putInt(next).putInt(sinceScored).putLong(lastAt).putLong(scoredAt);
        for (int index = 0; index < size * latest.length; index++) {
            out.putFloat(rows[index]);
        }
        return out.array();
    }

    /**
     * What {@link #toBytes} gave, if the model's windows are still of that form; else an empty one.
     *
     * @throws IllegalStateException if it is of a version this release does not know
     */
    public static DeviceWindow fromBytes(ModelSpec spec, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("window of version " + version);
        }
        DeviceWindow window = new DeviceWindow(spec);
        if (in.getInt() != spec.window() || in.getInt() != spec.metrics().hashCode()) {
            return window;
        }
        for (int metric = 0; metric < window.latest.length; metric++) {
            window.latest[metric] = in.getDouble();
            window.latestAt[metric] = in.getLong();
        }
        window.size = in.getInt();
        window.next = in.getInt();
        window.sinceScored = Math.min(in.getInt(), spec.slide());
        window.lastAt = in.getLong();
        window.scoredAt = in.getLong();
        for (int index = 0; index < window.size * window.latest.length; index++) {
            window.rows[index] = in.getFloat();
        }
        return window;
    }
}
